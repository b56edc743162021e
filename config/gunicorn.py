"""The web server: threads in one or more processes, its address told when it answers."""

import gc
import socket
from time import monotonic
from typing import Any

from gunicorn.arbiter import Arbiter

from config import env
from config.ahead import read_ahead
from config.memory import Memory

bind = f"{env.BIND_ADDRESS}:{env.PORT}"
workers = env.WEB_PROCESSES
threads = env.WEB_THREADS
worker_class = "gthread"
preload_app = not env.DEBUG  # a broken start ends the server with the reason instead of being tried for ever
reload = env.DEBUG
timeout = 60
graceful_timeout = 20
max_requests = 10_000
max_requests_jitter = 1_000
limit_request_line = 8190
loglevel = "warning"
accesslog = None  # addresses of visitors are personal data; a proxy that needs them keeps them under its own rules
control_socket_disable = True
# The server's own lines in the form of the portal's: programs that collect JSON stumble over any other, and a traceback
# of the server quotes no row either.
logconfig_dict: dict[str, Any] = {
    "formatters": {"portal": {"()": f"config.logs.{'JsonFormatter' if env.LOG_FORMAT == 'json' else 'TextFormatter'}"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "portal"}},
    "root": {"handlers": ["stderr"], "level": env.LOG_LEVEL},
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}


_memory = Memory()
_memory.keep_little()


def pre_fork(server: Arbiter, worker: Any) -> None:
    """Leave what is loaded out of the search for garbage, so that the processes go on sharing it."""
    gc.collect()
    gc.freeze()


def post_request(worker: Any, request: Any, environ: Any, response: Any) -> None:
    """Give back what earlier answers needed."""
    _memory.give_back(monotonic())


def on_starting(server: Arbiter) -> None:
    """Say plainly when another program has the port, before the server tries it five times."""
    family = socket.AF_INET6 if ":" in env.BIND_ADDRESS else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((env.BIND_ADDRESS, env.PORT))
        except OSError as error:
            raise SystemExit(
                f"Can't listen on {bind} ({error.strerror}). Stop the other program, or choose another port: "
                f"make run PORT={env.PORT + 1}\n"
                f"เปิดพอร์ต {env.PORT} ไม่ได้ อาจมีโปรแกรมอื่นใช้อยู่ ให้ปิดโปรแกรมนั้นหรือใช้พอร์ตอื่น"
            ) from error


def when_ready(server: Arbiter) -> None:
    if preload_app:
        read_ahead()
    print(f"\nThe portal answers at / เปิดเบราว์เซอร์ที่  http://{bind}/   (Ctrl+C: stop / หยุด)\n", flush=True)  # noqa: T201
