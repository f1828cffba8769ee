"""The words of page layout in traditional characters, read as simplified ones; changes no text of an article."""

_PAIRS = (
    "記记 攝摄 圖图 為为 編编 責责 輯辑 報报 訊讯 電电 轉转 農农 曆历 週周 開开 欄栏 語语 話话 導导 讀读 後后 繪绘 "
    "製制 視视 覺觉 業业 單单 訪访 對对 設设 計计 審审 閱阅 發发 資资 總总 員员 論论 聯联 線线 觀观 體体 驗验 調调 "
    "評评 點点 見见 實实 習习 約约 華华 間间 來来 這这 與与 時时 據据 當当 畫画 題题 問问 請请 謝谢 樣样 東东 歐欧 "
    "陽阳 馬马 諸诸 遲迟 長长 孫孙 軒轩 應应 歡欢 閉闭 國国 濟济 會会 經经 綜综 專专 財财 際际 聞闻 "
)
_TABLE = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def simplified(text: str) -> str:
    """A text with those characters simplified, one for one: an offset into it is an offset into what was given.

    >>> simplified("本報記者 甲小乙 攝")
    '本报记者 甲小乙 摄'
    """
    return text.translate(_TABLE)
