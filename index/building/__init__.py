"""What fills a data folder, makes it anew and checks it."""
