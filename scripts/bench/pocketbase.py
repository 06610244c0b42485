"""Makes a collection of deals in a running PocketBase and fills it straight in its SQLite file."""
import json
import random
import sqlite3
import sys
import urllib.request

address, file, deals = sys.argv[1], sys.argv[2], int(sys.argv[3])


def post(path, body, token=""):
    request = urllib.request.Request(
        address + path, json.dumps(body).encode(), {"Content-Type": "application/json", "Authorization": token}
    )
    return json.load(urllib.request.urlopen(request))


sign_in = {"identity": "bench@bench.example", "password": "bench bench 2026"}
token = post("/api/collections/_superusers/auth-with-password", sign_in)["token"]
texts = ["title", "company", "stage", "status", "owner", "group", "currency", "expected", "closed", "step"]
fields = [{"name": name, "type": "text"} for name in texts] + [{"name": "amount", "type": "number"}]
indexes = [f"CREATE INDEX deals_{name} ON deals ({name}, id)" for name in ["amount", "owner", "group_", "stage", "closed"]]
indexes = [index.replace("group_,", "`group`,") for index in indexes]
collection = {"name": "deals", "type": "base", "listRule": "", "viewRule": "", "fields": fields, "indexes": indexes}
post("/api/collections", collection, token)

lot = random.Random(1)


def deal(number):
    day = f"2026-{lot.randint(1, 12):02}-{lot.randint(1, 28):02}"
    return (
        f"{number:015}", f"Wyposażenie biura · Stocznia Żuraw {number}", f"Stocznia Żuraw {number % 5000}",
        f"stage{lot.randint(1, 7)}", lot.choice(["open", "won", "lost"]), f"person{lot.randint(1, 200)}",
        f"group{lot.randint(1, 40)}", "PLN", day, day, "Zadzwonić w sprawie oferty", lot.randint(1, 10**7),
    )


base = sqlite3.connect(file, timeout=30)
columns = ", ".join(f"`{name}`" for name in ["id", *texts, "amount"])
marks = ", ".join("?" * (len(texts) + 2))
base.executemany(f"INSERT INTO deals ({columns}) VALUES ({marks})", (deal(number) for number in range(deals)))
base.commit()
