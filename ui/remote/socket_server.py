"""The window's end of the local socket: this user's other programs can mark or hand over files."""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.core.errors import Problem
from app.core.words import _, ngettext
from app.remote.peers import is_ourselves
from app.remote.requests import MOST_BYTES, Request, read_request
from app.remote.socket_place import leave, new_address

if TYPE_CHECKING:
    from pathlib import Path

    from app.remote.window_lock import WindowLock

log = logging.getLogger(__name__)

PATIENCE_MS = 5000  # for a line to be complete
LATER_MS = 2000  # for a request to be done, before it is answered anyway
MOST_CALLERS = 32


class Later(NamedTuple):
    """An answer to send once a signal says that the request is done, or if that takes long.

    The caller keeps the request until it is answered, and does it itself if the window closes.
    """

    message: str
    is_done: SignalInstance


Answer = str | Later


class SocketServer(QObject):
    """Listens at an address. Each request is one line, in the form `app.remote.requests` describes.

    answer_to: verb -> function of the request that returns the message to send back. A Problem that
    it raises is sent back as a refusal, and a `Later` is waited for. Every caller is answered once,
    then disconnected. Only the same user may call; the kernel tells who it is.
    """

    def __init__(
        self, answer_to: Mapping[str, Callable[[Request], Answer]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._answer_to: dict[str, Callable[[Request], Answer]] = {"hello": _hello, **answer_to}
        self._callers: list[_Caller] = []  # the longest connected first
        self._lock: WindowLock | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_CALLERS)
        self._server.newConnection.connect(self._on_new_connection)

    def open_to_all(self, lock: WindowLock | None, data: Path) -> None:
        """Listens, and announces the address to every process that finds the window's lock taken.

        Stays closed without the lock, since nobody would look for it then.
        """
        if lock is None or not lock.is_held:
            return
        try:
            address = new_address(data)
        except OSError as error:
            log.warning("there is nowhere to put a socket: %s", error)
            return
        if self.listen(address):
            self._lock = lock
            try:
                lock.announce(address)
            except OSError as error:  # no room for a line; the window still opens
                log.warning("the socket can’t be announced: %s", error)

    def listen(self, address: str) -> bool:
        """Returns False, and logs a warning, if the address can't be used."""
        if self._server.listen(address):
            return True
        QLocalServer.removeServer(address)  # left by a window that was killed
        if self._server.listen(address):
            return True
        log.warning("no socket at %s: %s", address, self._server.errorString())
        return False

    def close(self) -> None:
        """Callers that weren't answered yet are disconnected, and know that nothing was done."""
        if self._lock is not None:
            self._lock.withdraw()
        address = self._server.fullServerName()
        self._server.close()
        if self._lock is not None:
            leave(address)
            self._lock = None
        for caller in tuple(self._callers):
            caller.hang_up()

    def _on_new_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            if _is_ours(connection):
                self._take(connection)
            else:
                log.warning("another user of this computer called, and wasn’t answered")
                connection.abort()

    def _take(self, connection: QLocalSocket) -> None:
        """If there are too many, the one without a complete request for the longest time goes."""
        caller = _Caller(connection, self._answer, self._forget)
        self._callers.append(caller)
        caller.listen()
        if len(self._callers) > MOST_CALLERS:
            silent = next((one for one in self._callers if not one.is_taken), caller)
            silent.refuse(_("Too many programs are calling at once. Try again."), is_passing=True)

    def _forget(self, caller: _Caller) -> None:
        if caller in self._callers:
            self._callers.remove(caller)

    def _answer(self, line: bytes) -> Answer:
        """Raises Problem to refuse."""
        request = read_request(line)
        verb = self._answer_to.get(request["verb"])
        if verb is None:
            raise Problem(_("The window can’t do that now."), "", _("Answer its question first."))
        return verb(request)


class _Caller:
    """One connection, until it is answered. is_taken: its request is complete and being done."""

    def __init__(
        self,
        connection: QLocalSocket,
        answer: Callable[[bytes], Answer],
        on_over: Callable[[_Caller], None],
    ) -> None:
        self._connection = connection
        self._answer = answer
        self._on_over = on_over
        self.is_taken = False
        self._is_answered = False
        self._patience = QTimer(connection)

    def listen(self) -> None:
        self._connection.disconnected.connect(lambda: self._on_over(self))
        self._connection.setReadBufferSize(MOST_BYTES + 1)
        self._connection.readyRead.connect(self._on_ready_read)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self.refuse(_("The request wasn’t complete.")))
        self._patience.start(PATIENCE_MS)
        # Later, so that an exception about this caller doesn't keep the others from being taken.
        QTimer.singleShot(0, self._connection, self._on_ready_read)

    def refuse(self, message: str, *, is_passing: bool = False) -> None:
        """is_passing: the same request may succeed in a moment."""
        self._say(ok=False, message=message, again=is_passing)

    def hang_up(self) -> None:
        self._connection.abort()

    def _on_ready_read(self) -> None:
        if self.is_taken or self._is_answered:
            return
        if self._connection.canReadLine():
            self.is_taken = True
            self._answer_to(bytes(self._connection.readLine(MOST_BYTES + 1).data()))
        elif self._connection.bytesAvailable() > MOST_BYTES:
            self.refuse(
                ngettext(
                    "The request is longer than one byte.",
                    "The request is longer than {n} bytes.",
                    MOST_BYTES,
                )
            )

    def _answer_to(self, line: bytes) -> None:
        try:
            answer = self._answer(line)
            if isinstance(answer, Later):
                self._wait_for(answer)
            else:
                self._say(ok=True, message=answer)
        except Problem as problem:
            self.refuse(str(problem))
        except Exception:
            self.refuse(_("Something went wrong in OST My Heart. The log has the details."))
            raise  # reaches the report dialog

    def _wait_for(self, answer: Later) -> None:
        self._patience.stop()
        later = QTimer(self._connection)
        later.setSingleShot(True)
        later.timeout.connect(lambda: self._say(ok=True, message=answer.message))
        answer.is_done.connect(later.timeout)
        later.start(LATER_MS)

    def _say(self, **answer: object) -> None:
        if self._is_answered:
            return
        self._is_answered = True
        self._on_over(self)
        self._patience.stop()
        self._connection.write(json.dumps(answer).encode() + b"\n")
        self._connection.flush()
        self._connection.disconnectFromServer()


def _is_ours(connection: QLocalSocket) -> bool:
    if os.name == "nt":
        return True  # a named pipe is this user's by UserAccessOption
    try:
        # A copy of the descriptor: Python closes what it is given.
        with socket.socket(fileno=os.dup(int(connection.socketDescriptor()))) as peer:
            return is_ourselves(peer)
    except OSError as error:  # it disconnected before it was checked
        log.info("the caller is unknown: %r", error)
        return False


def _hello(_request: Request) -> str:
    return "OST My Heart"
