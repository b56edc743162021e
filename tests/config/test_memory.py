"""The memory that long answers needed."""

import subprocess
import sys

from config import env
from config.memory import Memory


def test_it_is_given_back_now_and_then() -> None:
    memory = Memory()
    begin = memory.given_back
    done = [memory.give_back(begin + seconds) for seconds in (1, 11, 12, 30)]
    assert done in ([False, True, False, True], [False] * 4)  # the latter where the library isn't glibc


FREED = """
import threading
from config.memory import Memory
memory = Memory()
told = memory.keep_little()
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
def work():
    kept = [bytes(90_000) for _ in range(600)]  # 54 MB in blocks that a library keeps
    del kept
before = resident()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
memory.give_back(memory.given_back + 60)
print(not told or resident() - before < 20 * 1024 * 1024)
"""


def test_what_threads_needed_is_the_machines_again() -> None:
    told = subprocess.run([sys.executable, "-c", FREED], cwd=env.BASE_DIR, capture_output=True, text=True, check=True)
    assert told.stdout == "True\n"
