"""From settings to an open library and the assistant over it; the commands and the service begin here.

Everything heavy is imported when it is needed.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.settings import Settings
from assistant.threads import one_each
from corpus.errors import DatabaseDamaged, EncoderMismatch, StorageError

if TYPE_CHECKING:
    from assistant.conversations import Conversations
    from assistant.service import Assistant
    from index.encoder import Former
    from index.library import Library


# The client insists on one; servers that need none ignore it.
NO_KEY = "-"


def open_library(
    settings: Settings,
    *,
    read_only: bool = False,
    reindexing: bool = False,
    lagging: bool = False,
    former: "Former" = lambda _: None,
) -> "Library":
    """Open the data folder with the models that are set.

    :param former: finds the encoder that the folder was built with, where it is another.
    :raises StorageError: another process writes to it, or it cannot be used as it is.
    :raises BadSetting: a model cannot be loaded.
    """
    one_each()  # before anything else: it is read when the libraries are loaded
    from index.encoder import load_encoder
    from index.library import Library

    encoder = load_encoder(
        settings.encoder,
        query_prefix=settings.encoder_query_prefix,
        passage_prefix=settings.encoder_passage_prefix,
    )
    reranker = None
    if settings.reranker is not None and not reindexing:
        from index.cross_encoder import load_reranker

        reranker = load_reranker(settings.reranker)
    return Library.open(
        settings.data,
        encoder,
        read_only=read_only,
        reindexing=reindexing,
        lagging=lagging,
        former=former,
        reranker=reranker,
    )


def open_filled(settings: Settings) -> "Library":
    """Open the data folder to read and write; an empty one is filled with the bundled articles first."""
    return _filled(open_library(settings))


def open_serving(settings: Settings) -> "Library":
    """Open the data folder as `open_filled` does, with what its indexes show already; `work_behind` does the rest.

    A folder built with another encoder answers with that, where it can still be loaded.

    :raises EncoderMismatch: it cannot.
    """
    from index.encoder import encoder_called

    return _filled(open_library(settings, lagging=True, former=encoder_called))


def work_behind(library: "Library") -> None:
    """Begin in the background what may wait until the service is built.

    What a killed run left out of the indexes is shown; a folder built with another encoder is built anew.
    """
    library.catch_up_behind()
    if library.outdated:
        library.reindex_behind()


def open_for_questions(settings: Settings, *, lagging: bool = False) -> "Library":
    """Open the data folder to read, beside a service that may be writing to it; an empty one is filled first.

    :param lagging: answer at once with what the indexes on disk show, where that is most; `unshown` says what is not.
    """
    try:
        library = open_library(settings, read_only=True, lagging=lagging)
        if library.count():
            return library
        library.close()
    except (EncoderMismatch, DatabaseDamaged):
        raise
    except StorageError:
        pass
    # Nothing there yet, or nothing that can be read: opening it to write mends the one and explains the other.
    open_filled(settings).close()
    return open_library(settings, read_only=True)


def assistant_over(library: "Library", settings: Settings) -> "Assistant":
    """Put the assistant over a library, with the language model that is set, if one is."""
    from assistant.service import Assistant
    from assistant.writing.endpoint import OpenAIGenerator

    generator = None
    if settings.llm_base_url and settings.llm_model:
        key = settings.llm_api_key.get_secret_value().strip() if settings.llm_api_key else NO_KEY
        generator = OpenAIGenerator(
            settings.llm_base_url, settings.llm_model, key, settings.llm_first_seconds, settings.llm_seconds
        )
    return Assistant(library.retriever, library, generator, collection=library)


def conversations_over(library: "Library", settings: Settings) -> "Conversations":
    """Give the conversations that a library keeps, rid of those that nobody went on with for as long as is set.

    Nothing is kept where that is 0 days, or where the library is read-only.
    """
    from assistant.conversations import Conversations

    conversations = Conversations(library.conversations)
    conversations.expire(timedelta(days=settings.conversation_days))
    return conversations if settings.conversation_days else Conversations()


def _filled(library: "Library") -> "Library":
    if not library.count():
        from corpus.sample import sample_articles

        library.ingest(sample_articles())
    return library
