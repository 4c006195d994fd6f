"""The window's end of the local socket: other programs may mark, or hand over files."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import Problem

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
Answer = dict[str, Any]


class SocketServer(QObject):
    """Listens at an address. Each request is a JSON object on one line with a "verb".

    answer_to: verb -> function of the request, returning the message to send back; what it raises
    as Problem is sent back as a refusal. Only the same user may connect.
    """

    def __init__(
        self, answer_to: dict[str, Callable[[Answer], str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._answer_to = {"hello": _hello} | answer_to
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

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
        self._server.close()

    def _on_new_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.readyRead.connect(lambda peer=connection: self._on_ready_read(peer))
            connection.disconnected.connect(connection.deleteLater)
            self._on_ready_read(connection)

    def _on_ready_read(self, peer: QLocalSocket) -> None:
        if not peer.canReadLine():
            if peer.bytesAvailable() > MOST_BYTES:
                peer.abort()
            return
        line = bytes(peer.readLine(MOST_BYTES).data())
        answer = json.dumps(self._answer(line), ensure_ascii=False).encode() + b"\n"
        peer.write(answer)
        peer.flush()
        peer.disconnectFromServer()

    def _answer(self, line: bytes) -> Answer:
        try:
            request = json.loads(line)
            verb = self._answer_to[request["verb"]]
        except (ValueError, KeyError, TypeError) as error:
            return {"ok": False, "message": f"That request isn’t understood: {error!r}"}
        try:
            return {"ok": True, "message": verb(request)}
        except Problem as problem:
            return {"ok": False, "message": str(problem)}


def _hello(_request: Answer) -> str:
    return "OST My Heart"
