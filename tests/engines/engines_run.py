"""Real SPARQL engines for tests and benchmarks: started on free ports of loopback, and stopped for certain.

    from engines_run import oxigraph_server, virtuoso

    with virtuoso(tmp_path) as engine:  # skips the test, with the reason, where Virtuoso is not installed
        ...  # engine.query, engine.update, engine.graph_store, engine.user, engine.password

An engine dies with the process that started it, even one that is killed. Virtuoso starts in some 3 s, Oxigraph in 0.1 s.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PATIENCE = 60.0  # seconds for an engine to answer; two cores may be busy with other tests


@dataclass(frozen=True, slots=True)
class Engine:
    """A running engine. Empty text: it has none."""

    name: str
    query: str  # SPARQL 1.1 Protocol, query operation; open to all
    update: str = ""  # update operation, with `user` and `password` where there are any
    graph_store: str = ""  # Graph Store Protocol; take ?graph=IRI
    user: str = ""
    password: str = ""
    process: int = 0  # the engine's process id, to kill it in the middle of something
    sql: str = ""  # Virtuoso's SQL port, host:port


@contextmanager
def oxigraph_server(folder: Path, *, read_only: bool = False, union: bool = False) -> Iterator[Engine]:
    """`oxigraph serve` over the store in `folder` (made when there is none), or `serve-read-only`.

    `union`: the default graph is all named graphs together; without it, it is empty for a graph of ours.
    """
    program, folder = _oxigraph(), folder.resolve()
    port = free_port()
    words = [program, "serve-read-only" if read_only else "serve", "--location", str(folder)]
    words += ["--bind", f"127.0.0.1:{port}", *(["--union-default-graph"] if union else [])]
    base = f"http://127.0.0.1:{port}"
    with _running(words, folder.parent, lambda: _answers(f"{base}/query")) as process:
        update, store = ("", "") if read_only else (f"{base}/update", f"{base}/store")
        yield Engine("oxigraph", f"{base}/query", update, store, process=process)


def oxigraph_load(folder: Path, file: Path) -> None:
    """Load a file of quads into the store in `folder` with Oxigraph's own bulk loader; no server may hold it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([_oxigraph(), "load", "--location", str(folder), "--file", str(file)], check=True, timeout=600)


@contextmanager
def virtuoso(folder: Path, *, buffers: int = 10_000, rows: int = 1_000_000) -> Iterator[Engine]:
    """Virtuoso in `folder`, with a user who may write; `buffers` are of 8 KB, `rows` is what one answer may hold."""
    program, isql = _installed("virtuoso-t", "Virtuoso"), _installed("isql-vt", "Virtuoso")
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    sql, http = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, sql=sql, http=http, buffers=buffers, rows=rows), "utf-8")
    engine = Engine(
        "virtuoso",
        f"http://{http}/sparql",
        f"http://{http}/sparql-auth",
        f"http://{http}/sparql-graph-crud-auth",
        "writer",
        "made-for-a-test",
        sql=sql,
    )
    first = not (folder / "virtuoso.db").exists()
    words = [program, "+configfile", str(settings), "+foreground"]
    with _running(words, folder, lambda: _sql(isql, sql, "select 1;") and _answers(engine.query)) as process:
        if first:
            _must(_sql(isql, sql, _VIRTUOSO_USER.format(user=engine.user, password=engine.password)), "make a user")
        yield Engine(**{**{name: getattr(engine, name) for name in engine.__slots__}, "process": process})


def virtuoso_load(engine: Engine, file: Path, graph: str) -> None:
    """Load a file with Virtuoso's own bulk loader; its folder must be the engine's. Quads keep their graphs."""
    commands = f"ld_dir('{file.parent}', '{file.name}', '{graph}'); rdf_loader_run(); checkpoint;"
    _must(_sql(shutil.which("isql-vt") or "", engine.sql, commands, patience=600), f"load {file.name}")


def jena_answer(data: Path, sparql: str, folder: Path) -> bytes:
    """The answer of Jena's ARQ, on the command line, in SPARQL's JSON: Debian has its library but no server.

    `data`: a file of triples; ARQ's default graph is what a file without graphs holds. Some 2 s a question.
    """
    java, path = _installed("java", "Java"), jena_path(folder)
    question = folder / "question.rq"
    question.write_text(sparql, "utf-8")
    words = [java, "-cp", path, "arq.query", "--data", str(data), "--query", str(question), "--results", "JSON"]
    return subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE).stdout


def jena_path(folder: Path) -> str:
    """The class path of Jena, without the other jars of that folder, among them two loggers that shut each other out.

    Debian's jar has the texts of its regular expressions under another name than the classes look for: they are put
    under that name in `folder`.
    """
    core = _JARS / "jena-core.jar"
    if not core.exists():
        pytest.skip("Jena is not installed (Debian: libapache-jena-java)")
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            if name.startswith(_JENA_TEXTS) and name.endswith(".properties"):
                text = folder / "xerces" / name.removeprefix(_JENA_TEXTS)
                text.parent.mkdir(parents=True, exist_ok=True)
                text.write_bytes(jar.read(name))
    jars = [jar for pattern in _JENA_JARS for jar in sorted(_JARS.glob(f"{pattern}.jar"))]
    return ":".join(map(str, [folder, *jars]))


def free_port() -> int:
    """A port of loopback that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def _running(words: Sequence[str], folder: Path, ready: Callable[[], bool]) -> Iterator[int]:
    """The program `words` from the moment it is `ready` until the block ends, however it ends."""
    bound = shutil.which("setpriv")  # the engine gets the signal when this process is killed and cannot stop it
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(prefix=f"{Path(words[0]).name}-") as said:  # the folder may be a build's
        process = subprocess.Popen(
            [*([bound, "--pdeathsig", "KILL", "--"] if bound else []), *words],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, ready, Path(said.name))
            yield process.pid
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(15)


def _wait(process: subprocess.Popen[bytes], ready: Callable[[], bool], said: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not ready():
        if process.poll() is not None or time.monotonic() > until:
            ended = f"ended with {process.returncode}" if process.poll() is not None else f"no answer in {PATIENCE} s"
            raise RuntimeError(f"{process.args!r}: {ended}\n{said.read_text('utf-8', 'replace')[-2000:]}")
        time.sleep(0.05)


def _answers(url: str) -> bool:
    """Whether an endpoint answers the shortest question."""
    try:
        with urllib.request.urlopen(f"{url}?{urllib.parse.urlencode({'query': 'ASK {}'})}", timeout=5) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _sql(isql: str, port: str, commands: str, patience: float = 20) -> bool:
    """Whether Virtuoso's `isql` did the commands: it ends with 0 even when one fails, but says so."""
    words = [isql, port, "dba", "dba", "VERBOSE=OFF", "ERRORS=STDOUT", f"exec={commands}"]
    done = subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, timeout=patience, check=False)
    return done.returncode == 0 and b"*** Error" not in done.stdout + done.stderr


def _must(done: bool, what: str) -> None:
    if not done:
        raise RuntimeError(f"Virtuoso could not {what}")


def _oxigraph() -> str:
    beside = Path(sys.executable).parent / "oxigraph"
    return str(beside) if beside.exists() else _installed("oxigraph", "Oxigraph's server (pip install oxigraph)")


def _installed(program: str, what: str) -> str:
    found = shutil.which(program)
    if not found:
        pytest.skip(f"{what} is not installed: no {program}")
    return found


_JARS = Path("/usr/share/java")
_JENA_TEXTS = "org/apache/jena/ext/xerces/"
_JENA_JARS = ("jena-*", "slf4j-api", "slf4j-nop", "commons-*", "thrift", "protobuf", "gson", "guava", "dexx.collection")

_VIRTUOSO_USER = """DB.DBA.USER_CREATE('{user}', '{password}'); GRANT SPARQL_UPDATE TO "{user}";
DB.DBA.RDF_DEFAULT_USER_PERMS_SET('{user}', 7);"""

_VIRTUOSO = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
FileExtend = 200
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
CaseMode = 2
MaxClientConnections = 20
CheckpointInterval = 0
DirsAllowed = {folder}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {buffers}
MaxQueryMem = 1G
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
ServerThreads = 20
MaxClientConnections = 20
MaxKeepAlives = 20
KeepAliveTimeout = 10
EnabledGzipContent = 0
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 60
"""
