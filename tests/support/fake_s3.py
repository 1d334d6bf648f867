#!/usr/bin/env python3
"""A store that speaks enough of S3 for tests: it checks every signature on its own, keeps objects in memory, and can be
told to be busy, to hang up in the middle, to answer late or to lose bytes. Prints its port as the first line and ends
when its standard input does.

POST /-/behave takes JSON: fail, cut, late (how many of the next requests), delay (seconds of a late answer), truncate
(how many of the next puts lose half their bytes), age (seconds by which all objects become older), damage (key of one that
gets a wrong byte), grow (key of one that gets larger than 16 MB).
GET /-/seen says how many requests and connections came, and which keys there are."""
import datetime
import email.utils
import hashlib
import hmac
import http.server
import json
import sys
import threading
import time
import urllib.parse

bucket, region, access_key, secret_key = "photos", "cn-test-1", "TESTACCESSKEY", "test/secret+key"
page = 50  # keys in one answer to a list
empty = hashlib.sha256(b"").hexdigest()
lock = threading.Lock()
objects = {}  # key → (bytes, seconds since 1970)
seen = {"requests": 0, "connections": 0}
behave = {"fail": 0, "cut": 0, "late": 0, "delay": 1.0, "truncate": 0}


def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def signature_of(secret, method, target, headers, names, payload, moment, scope):
    """As "Authenticating Requests (AWS Signature Version 4)" describes it for S3: the path is not encoded twice."""
    path, _, query = target.partition("?")
    pairs = sorted(urllib.parse.parse_qsl(query, keep_blank_values=True))
    quoted = "&".join(f"{urllib.parse.quote(n, safe='-_.~')}={urllib.parse.quote(v, safe='-_.~')}" for n, v in pairs)
    lines = "".join(f"{name}:{' '.join(headers[name].split())}\n" for name in names)
    canonical = "\n".join([method, path, quoted, lines, ";".join(names), payload])
    text = "\n".join(["AWS4-HMAC-SHA256", moment, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + secret).encode()
    for part in scope.split("/"):
        key = mac(key, part)
    return mac(key, text).hex()


def try_itself():
    """The example "GET Object" that Amazon publishes with its answer: a fake that checks wrongly would prove nothing."""
    headers = {"host": "examplebucket.s3.amazonaws.com", "range": "bytes=0-9", "x-amz-content-sha256": empty,
               "x-amz-date": "20130524T000000Z"}
    got = signature_of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "GET", "/test.txt", headers, sorted(headers), empty,
                       headers["x-amz-date"], "20130524/us-east-1/s3/aws4_request")
    if got != "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41":
        sys.exit("the fake store signs wrongly")


def take(what):
    """True while requests are still to be treated so."""
    with lock:
        left = behave[what]
        behave[what] = max(0, left - 1)
        return left > 0


class Store(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else the end of each answer waits for the client's acknowledgement

    def setup(self):
        super().setup()
        self.counted = False

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers=(), declared=None):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if declared is None else declared))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def refuse(self, status, code):
        self.answer(status, f"<?xml version=\"1.0\"?><Error><Code>{code}</Code></Error>".encode())

    def fault(self, body):
        """Why the request is not from somebody who knows the secret, as a status and a code."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        method, _, rest = headers.get("authorization", "").partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
        if method != "AWS4-HMAC-SHA256" or not {"Credential", "SignedHeaders", "Signature"} <= parts.keys():
            return 403, "AccessDenied"
        key, _, scope = parts["Credential"].partition("/")
        moment = headers.get("x-amz-date", "")
        names = parts["SignedHeaders"].split(";")
        must = {name for name in headers if name == "host" or name.startswith("x-amz-")}
        if key != access_key:
            return 403, "InvalidAccessKeyId"
        if not set(names) <= headers.keys():
            return 403, "SignatureDoesNotMatch"
        if scope != f"{moment[:8]}/{region}/s3/aws4_request" or names != sorted(names) or not must <= set(names):
            return 400, "AuthorizationHeaderMalformed"
        then = datetime.datetime.strptime(moment, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
        if abs(then.timestamp() - time.time()) > 900:
            return 403, "RequestTimeTooSkewed"
        payload = headers.get("x-amz-content-sha256", "")
        wanted = signature_of(secret_key, self.command, self.path, headers, names, payload, moment, scope)
        if not hmac.compare_digest(wanted, parts["Signature"]):
            return 403, "SignatureDoesNotMatch"
        if payload != hashlib.sha256(body).hexdigest():
            return 400, "XAmzContentSHA256Mismatch"
        return None

    def control(self, body):
        with lock:
            if self.path == "/-/behave":
                wishes = json.loads(body)
                for key, (held, when) in list(objects.items()):
                    damaged = held[:-1] + bytes([held[-1] ^ 1]) if wishes.get("damage") == key else held
                    damaged = held * (1 + (16 << 20) // len(held)) if wishes.get("grow") == key else damaged
                    objects[key] = (damaged, when - wishes.get("age", 0))
                behave.update({k: v for k, v in wishes.items() if k in behave})
            text = json.dumps(seen | {"keys": sorted(objects)})
        self.answer(200, text.encode())

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.startswith("/-/"):
            return self.control(body)
        with lock:
            seen["requests"] += 1
            seen["connections"] += 0 if self.counted else 1
            self.counted = True
        if take("late"):
            time.sleep(behave["delay"])
        if take("fail"):
            return self.refuse(503, "SlowDown")
        if fault := self.fault(body):
            return self.refuse(*fault)
        cut = take("cut")
        if cut and self.command != "GET":
            self.close_connection = True
            return None
        path, _, query = self.path[1:].partition("?")
        named, _, key = path.partition("/")
        if named != bucket:
            return self.refuse(404, "NoSuchBucket")
        if query:
            return self.list(dict(urllib.parse.parse_qsl(query, keep_blank_values=True)))
        return getattr(self, "object_" + self.command.lower())(key, body, cut)

    def list(self, wishes):
        """ListObjectsV2, a few at a time, so that everybody has to come back for more."""
        if wishes.get("list-type") != "2":
            return self.refuse(400, "InvalidArgument")
        with lock:
            keys = sorted(key for key in objects
                          if key.startswith(wishes["prefix"]) and key > wishes.get("continuation-token", "")[1:])
        more = f"<NextContinuationToken>+{keys[page - 1]}</NextContinuationToken>" if len(keys) > page else ""
        rows = "".join(f"<Contents><Key>{key}</Key></Contents>" for key in keys[:page])
        return self.answer(200, f'<?xml version="1.0"?><ListBucketResult>{rows}{more}</ListBucketResult>'.encode())

    def object_put(self, key, body, _):
        kept = body[: len(body) // 2] if take("truncate") else body
        with lock:
            objects[key] = (kept, time.time())
        self.answer(200)

    def object_get(self, key, _, cut):
        with lock:
            held = objects.get(key)
        if held is None:
            return self.refuse(404, "NoSuchKey")
        bytes_, when = held
        modified = [("Last-Modified", email.utils.formatdate(when, usegmt=True))]
        if cut:
            self.answer(200, bytes_[: len(bytes_) // 2], modified, declared=len(bytes_))
            self.close_connection = True
            return None
        return self.answer(200, bytes_, modified)

    object_head = object_get

    def object_delete(self, key, *_):
        with lock:
            objects.pop(key, None)
        self.answer(204)

    do_GET = do_HEAD = do_PUT = do_DELETE = do_POST = serve


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A client that no longer waits is part of the tests; anything else is a fault here."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


try_itself()
server = Server(("127.0.0.1", 0), Store)
server.daemon_threads = True
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
