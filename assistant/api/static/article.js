// A fragment never reaches the server, which marks the quote: #12-57 becomes ?start=12&end=57#quote.
"use strict";

function openQuote() {
  const span = /^#(\d{1,9})-(\d{1,9})$/.exec(location.hash);
  if (span) location.replace(`${location.pathname}?start=${span[1]}&end=${span[2]}#quote`);
}

addEventListener("hashchange", openQuote);
openQuote();
