"""Runs the learning record store ralph-malph with its file backend, opened for appending.

Its stock file backend creates its file anew, so that a second batch is answered with 500.
Arguments: a folder for its files, a port, a user, a password. Everything it keeps stays in that folder.
"""

import json
import os
import pathlib
import sys

folder, port, user, password = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
for name, value in {
    "RALPH_APP_DIR": str(folder),
    "RALPH_AUTH_FILE": str(folder / "auth.json"),
    "RALPH_HISTORY_FILE": str(folder / "history.json"),
    "RALPH_RUNSERVER_BACKEND": "fs",
    "RALPH_RUNSERVER_AUTH_BACKENDS": "basic",
    "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder),
    "RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE": "statements.jsonl",
    "RALPH_SENTRY_DSN": "",
}.items():
    os.environ[name] = value
os.chdir(folder)
(folder / "statements.jsonl").touch()

import bcrypt

hashed = bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()
agent = {"objectType": "Agent", "name": user, "mbox": f"mailto:{user}@example.com"}
account = {"username": user, "hash": hashed, "scopes": ["all"], "agent": agent}
(folder / "auth.json").write_text(json.dumps([account]))

import uvicorn
from ralph.api import app
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend

FSLRSBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")
