"""Every error that a person can meet, as one tree.

WenjuError
├── InputError               what was given cannot be used; a person can mend it
│   ├── BadQuestion          empty, or longer than the limit
│   ├── BadFilter            a filter that names no possible date, outlet or document
│   ├── BadDocument          a record that is not an article
│   ├── UnreadableFile       a file that is missing, or not of its named format
│   │   └── UnknownEncoding  bytes in no encoding that can be told with confidence
│   ├── UnknownDocument      an id that the corpus does not hold
│   ├── UnknownConversation  an id under which nothing is kept, or no longer
│   └── BadSetting           a setting or a question set that cannot be used
├── StorageError             the data folder cannot be used as it is
│   ├── FolderLocked         another process writes to this folder
│   ├── DiskFull             there is no room to write; reading goes on
│   ├── DatabaseDamaged      the one source of truth does not open; restore a backup
│   ├── BackupUnusable       a backup is no whole database; nothing was restored from it
│   ├── SnapshotDamaged      a derived file differs from its manifest; rebuilt, never served
│   └── EncoderMismatch      the index was built with another encoder
└── GeneratorFailed          the language model did not answer in time or at all

Each carries a sentence for people (`detail`, with the offending value) and a fixed `title`.
"""


class WenjuError(Exception):
    """Anything that this project reports to a person.

    :param detail: one sentence with the offending value, in Chinese.
    """

    title = "出错了"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class InputError(WenjuError):
    """What was given cannot be used; a person can mend it."""

    title = "输入有误"


class BadQuestion(InputError):
    """An empty question, or one longer than the limit."""

    title = "问题无法处理"


class BadFilter(InputError):
    """A filter that names no possible date, outlet or document."""

    title = "筛选条件有误"


class BadDocument(InputError):
    """A record that is not an article."""

    title = "文章无法收录"


class UnreadableFile(InputError):
    """A file that is missing, or not of its named format."""

    title = "文件无法读取"


class UnknownEncoding(UnreadableFile):
    """Bytes in no encoding that can be told with confidence."""

    title = "文字编码无法识别"


class UnknownDocument(InputError):
    """An id that the corpus does not hold."""

    title = "没有这篇文章"


class UnknownConversation(InputError):
    """An id under which nothing is kept, or no longer."""

    title = "没有这次对话"


class BadSetting(InputError):
    """A setting or a question set that cannot be used."""

    title = "设置有误"


class StorageError(WenjuError):
    """The data folder cannot be used as it is."""

    title = "数据文件夹无法使用"


class FolderLocked(StorageError):
    """Another process writes to this folder."""

    title = "数据文件夹正被占用"


class DiskFull(StorageError):
    """There is no room to write; reading goes on."""

    title = "磁盘空间不足"


class DatabaseDamaged(StorageError):
    """The database, the one source of truth, does not open."""

    title = "数据库已损坏"


class BackupUnusable(StorageError):
    """A backup is no whole database of this program; nothing was restored from it."""

    title = "备份不能用"


class SnapshotDamaged(StorageError):
    """A derived file differs from its manifest."""

    title = "索引快照已损坏"


class EncoderMismatch(StorageError):
    """The index was built with another encoder."""

    title = "编码器不一致"


class GeneratorFailed(WenjuError):
    """The language model did not answer in time or at all."""

    title = "语言模型没有回应"
