// The line between a browser and the server, which can be cut and mended: no signal as a telephone has none,
// whatever the browser believes of its network.

import http from "node:http";
import net from "node:net";
import { once } from "node:events";

export class Line {
  #to; #server; #sockets = new Set(); #instead;

  /** `instead` may answer a request in place of the server: it gives true where it does. */
  constructor(to, instead = async () => false) {
    this.#to = new URL(to);
    this.#instead = instead;
  }

  /** Opens the line; the second time at the same address. */
  async mend() {
    this.#server = http.createServer((request, response) => void this.#pass(request, response));
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
    this.#server.listen(this.at ? Number(new URL(this.at).port) : 0, "127.0.0.1");
    await once(this.#server, "listening");
    this.at = `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Cuts it: what is open breaks off, what is asked for is refused. */
  async cut() {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  async #pass(request, response) {
    if (await this.#instead(request, response)) return;
    const { method, url: path, headers } = request;
    const asked = http.request({ host: this.#to.hostname, port: this.#to.port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    asked.on("error", () => response.destroy());
    response.on("close", () => asked.destroy());
    request.pipe(asked);
  }

  #upgrade(request, socket, head) {
    const beyond = net.connect(Number(this.#to.port), this.#to.hostname, () => {
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      for (let nth = 0; nth < request.rawHeaders.length; nth += 2) {
        lines.push(`${request.rawHeaders[nth]}: ${request.rawHeaders[nth + 1]}`);
      }
      beyond.write(`${lines.join("\r\n")}\r\n\r\n`);
      beyond.write(head);
      beyond.pipe(socket).pipe(beyond);
    });
    for (const [one, other] of [[beyond, socket], [socket, beyond]]) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  }
}
