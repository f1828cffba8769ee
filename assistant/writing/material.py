"""What a language model may write from: a passage, and who printed it when; knows no model."""

from dataclasses import dataclass
from datetime import date

from assistant.writing.orders import without_orders
from index.passage import Hit


@dataclass(frozen=True, slots=True)
class Material:
    """One passage as it is shown: its text proves what is said, its head only who reported it when.

    Sentences that give orders to a language model are left out of the text: they are not shown, and prove nothing.
    """

    text: str
    title: str = ""
    outlet: str | None = None
    published: date | None = None

    @classmethod
    def of(cls, hit: Hit) -> "Material":
        """Take what a hit shows of its article; the text is empty where it holds nothing but orders."""
        return cls(without_orders(hit.passage.text), hit.title, hit.source, hit.published)

    @property
    def head(self) -> str:
        """Name title, outlet and day on one line, as far as they are known.

        >>> Material("大桥通车。", "跨湖大桥\\n通车", "北岸晚报", date(2021, 8, 4)).head
        '《跨湖大桥 通车》 北岸晚报 2021-08-04'
        """
        title = f"《{self.title}》" if self.title else ""
        parts = (title, self.outlet or "", self.published.isoformat() if self.published else "")
        return " ".join(" ".join(parts).split())
