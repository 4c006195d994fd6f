"""Listens on this machine and notes everything that arrives: any connection, any datagram."""

from __future__ import annotations

import contextlib
import socket
import threading


class ListeningPost:
    """One port, for TCP and UDP. `address` is what hostile files are told to ask."""

    def __init__(self) -> None:
        self._tcp = socket.create_server(("127.0.0.1", 0))
        port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", port))
        self._udp.setblocking(False)
        self.address = f"127.0.0.1:{port}"
        self.knocks: list[bytes] = []
        self._thread = threading.Thread(target=self._answer, name="listening post")
        self._thread.start()

    def close(self) -> None:
        """Afterwards `knocks` is complete."""
        with socket.create_connection(self._tcp.getsockname()) as farewell:
            farewell.sendall(b"bye")
        self._thread.join()
        with contextlib.suppress(BlockingIOError):  # nothing arrived
            self.knocks.append(self._udp.recv(2048))
        self._tcp.close()
        self._udp.close()

    def _answer(self) -> None:
        while True:
            caller, _from = self._tcp.accept()
            with caller:
                caller.settimeout(5)
                words = caller.recv(2048)
                if words == b"bye":
                    return
                self.knocks.append(words)
                caller.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")
