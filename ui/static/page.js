// What the page does beyond Gradio: Chinese labels for everyone, the newest question in view, quotes copied by a button.
(() => {
  "use strict";

  // Gradio words its own labels and the page's language by the browser's language; this page is Chinese for everyone.
  Object.defineProperty(navigator, "language", { get: () => "zh-CN" });
  Object.defineProperty(navigator, "languages", { get: () => ["zh-CN"] });

  const DRAFT = "wenju-draft";
  const WORDS = new Map([
    ["Error", "出错了"],
    ["An error occurred.", "出了差错，请再试一次。"],
    ["Connection errored out.", "连接出了差错，请再试一次。"],
    ["Connection to the server was lost. Attempting reconnection...", "与服务的连接断了，正在重新连接……"],
    ["This application is currently busy. Please try again.", "现在提问的人太多，请稍后再试。"],
  ]);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let asked = "";
  let following = false; // the newest question is kept in view until its reader scrolls away

  function label(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  }

  // Gradio names the log in English, and repeats a message's markup in its label.
  function name_parts() {
    const log = document.querySelector('#log [role="log"]');
    if (log) label(log, { "aria-label": "对话" });
    for (const message of document.querySelectorAll("#log [aria-label*=\"'s message:\"]")) {
      message.removeAttribute("aria-label");
    }
    const evidence = document.getElementById("evidence");
    if (evidence) label(evidence, { role: "complementary", "aria-label": "出处" });
    const examples = document.getElementById("examples");
    if (examples) label(examples, { role: "group", "aria-label": "可以这样问" });
  }

  // Some of Gradio's own messages have no translation.
  function translate_toasts() {
    for (const toast of document.querySelectorAll('[data-testid="toast-body"]')) {
      const texts = document.createTreeWalker(toast, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const words = WORDS.get(texts.currentNode.data.trim());
        if (words) texts.currentNode.data = words;
      }
      const close = toast.querySelector('[data-testid="toast-close"]');
      if (close) label(close, { "aria-label": "关闭" });
    }
  }

  // After a lost connection Gradio loads the page anew: what was being typed is kept for it.
  function keep_draft() {
    const box = document.querySelector("#question textarea");
    if (box) sessionStorage.setItem(DRAFT, box.value);
  }

  function restore_draft() {
    const box = document.querySelector("#question textarea");
    const draft = box && sessionStorage.getItem(DRAFT);
    if (!draft) return;
    sessionStorage.removeItem(DRAFT);
    box.value = draft;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function scroll_to(element, block) {
    element.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block });
  }

  function follow() {
    const questions = document.querySelectorAll("#log .question");
    const newest = questions[questions.length - 1];
    const name = newest ? questions.length + newest.textContent : "";
    if (name !== asked) following = true;
    asked = name;
    if (following && newest) scroll_to(newest, "start");
  }

  async function copy(button) {
    const reference = button.parentElement.querySelector(".reference");
    try {
      await navigator.clipboard.writeText(reference.textContent);
      button.textContent = "已复制";
    } catch {
      reference.hidden = false; // no leave to write to the clipboard: show the words to be copied by hand
    }
    setTimeout(() => (button.textContent = "复制引文"), 2000);
  }

  // From a marker to its source, and from a source back to its marker, without a new entry in the browser's history.
  function reveal(target) {
    target.closest("details")?.setAttribute("open", "");
    scroll_to(target, "nearest");
    target.focus({ preventScroll: true });
  }

  for (const gesture of ["wheel", "touchmove", "keydown"]) {
    document.addEventListener(gesture, () => (following = false), { passive: true });
  }

  document.addEventListener("click", (event) => {
    following = false;
    const button = event.target.closest?.("button.copy");
    if (button) copy(button);
    const link = event.target.closest?.("a.cite, a.marker");
    const target = link && document.getElementById(link.hash.slice(1));
    if (target) {
      event.preventDefault();
      reveal(target);
    }
  });

  addEventListener("pagehide", keep_draft);

  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(() => {
      name_parts();
      translate_toasts();
      restore_draft();
      follow();
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
