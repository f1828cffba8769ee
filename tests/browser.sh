#!/bin/sh
# Brings Chromium and a CJK font where the system's package manager may be used without asking (root on Debian);
# elsewhere the browser tests are skipped, and pytest says so.
set -eu
find_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_font() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh)" ]; }

if find_chromium >/dev/null && has_font; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "正在安装 Chromium 和中文字体（浏览器测试需要）……"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-noto-cjk fontconfig; } >/dev/null 2>&1 ||
        echo "未能安装 Chromium 或中文字体，浏览器测试将跳过。"
else
    echo "没有找到 Chromium 或中文字体，浏览器测试将跳过；在 Debian 上可运行：sudo apt-get install chromium fonts-noto-cjk"
fi
