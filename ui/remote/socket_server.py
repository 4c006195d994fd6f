"""The window's end of the local socket: this user's other programs may mark, or hand over files."""

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
from app.remote.peers import is_ourselves
from app.remote.requests import MOST_BYTES, Request, read_request
from app.remote.socket_place import leave, new_address

if TYPE_CHECKING:
    from pathlib import Path

    from app.remote.window_lock import WindowLock

log = logging.getLogger(__name__)

PATIENCE_MS = 5000  # for a line to come to its end
LATER_MS = 2000  # for what was asked to be done, before it is said to be under way
MOST_CALLERS = 32


class Later(NamedTuple):
    """An answer for when a signal comes that what was asked is done, or seems to take long.

    Whoever asked holds the request until it is answered, and does it itself if the window closes.
    """

    message: str
    is_done: SignalInstance


Answer = str | Later


class SocketServer(QObject):
    """Listens at an address. Each request is a line of the form `app.remote.requests` describes.

    answer_to: verb -> function of the request, returning the message to send back; what it raises
    as Problem is sent back as a refusal, and a `Later` is waited for. Every caller is answered,
    once, and hung up on. Only the same user may call, asked of the kernel.
    """

    def __init__(
        self, answer_to: Mapping[str, Callable[[Request], Answer]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._answer_to: dict[str, Callable[[Request], Answer]] = {"hello": _hello, **answer_to}
        self._callers: list[_Caller] = []  # who has called longest comes first
        self._lock: WindowLock | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_CALLERS)
        self._server.newConnection.connect(self._on_new_connection)

    def open_to_all(self, lock: WindowLock | None, data: Path) -> None:
        """Listens, and says where to every process that finds the window's lock taken.

        Without the lock nobody would look for it: then it stays closed.
        """
        if lock is None or not lock.is_held:
            return
        try:
            address = new_address(data)
        except OSError as error:
            log.warning("there is no place for a socket: %s", error)
            return
        if self.listen(address):
            self._lock = lock
            try:
                lock.announce(address)
            except OSError as error:  # no room for a line; the window opens all the same
                log.warning("nobody can be told of the socket: %s", error)

    def listen(self, address: str) -> bool:
        """False, and a warning in the log, when the address can't be taken."""
        if self._server.listen(address):
            return True
        QLocalServer.removeServer(address)  # left by a window that was killed
        if self._server.listen(address):
            return True
        log.warning("no socket at %s: %s", address, self._server.errorString())
        return False

    def close(self) -> None:
        """Who was not answered yet sees the line end, and knows that nothing was taken."""
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
                log.warning("another user of this computer called, and was not answered")
                connection.abort()

    def _take(self, connection: QLocalSocket) -> None:
        """Of too many the one goes that has said nothing whole for the longest time."""
        caller = _Caller(connection, self._answer, self._forget)
        self._callers.append(caller)
        caller.listen()
        if len(self._callers) > MOST_CALLERS:
            silent = next((one for one in self._callers if not one.is_taken), caller)
            silent.refuse("Too many programs are calling at once. Try again.", is_passing=True)

    def _forget(self, caller: _Caller) -> None:
        if caller in self._callers:
            self._callers.remove(caller)

    def _answer(self, line: bytes) -> Answer:
        """Raises Problem as a refusal."""
        request = read_request(line)
        verb = self._answer_to.get(request["verb"])
        if verb is None:
            raise Problem("The window can’t do that now.", "", "Look at what it asks.")
        return verb(request)


class _Caller:
    """One connection, until it has been answered. is_taken: its request is whole, and is done."""

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
        self._patience.timeout.connect(lambda: self.refuse("The request came to no end."))
        self._patience.start(PATIENCE_MS)
        # In a turn of its own: a mistake about this caller is not to end the taking of the others.
        QTimer.singleShot(0, self._connection, self._on_ready_read)

    def refuse(self, message: str, *, is_passing: bool = False) -> None:
        """is_passing: the same request may be taken in a moment."""
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
            self.refuse(f"The request is longer than {MOST_BYTES} bytes.")

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
            self.refuse("OST My Heart made a mistake. Its log says which.")
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
    except OSError as error:  # it hung up before it was looked at
        log.info("nobody knows who called: %r", error)
        return False


def _hello(_request: Request) -> str:
    return "OST My Heart"
