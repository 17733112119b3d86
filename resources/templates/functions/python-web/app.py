import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def reply(self, status, body):
        data = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        url = urlsplit(self.path)
        name = parse_qs(url.query).get("name", ["world"])[0]
        self.reply(200, {"message": f"Hello, {name}", "path": url.path, "request": self.headers.get("X-Scf-Request-Id")})

    def do_POST(self):
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self.reply(200, {"path": urlsplit(self.path).path, "body": json.loads(sent)})
        except ValueError as error:
            self.reply(400, {"error": f"The body is not JSON: {error}"})


print("listening on port 9000")
ThreadingHTTPServer(("0.0.0.0", 9000), Site).serve_forever()
