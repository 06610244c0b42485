// Prints the milliseconds from the start of `BINARY serve` to the whole sign-in page.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";

const [binary, data, port] = process.argv.slice(2);
const request = "GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
const began = process.hrtime.bigint();
const server = spawn(binary, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`], { stdio: "ignore" });

function served() {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(request));
    socket.on("data", (bytes) => (answer += bytes));
    socket.on("error", () => resolve(false));
    socket.on("close", () => resolve(/^HTTP\/1.1 200/.test(answer) || /^HTTP\/1.1 30/.test(answer)));
  });
}

while (!(await served())) {
  if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
}
console.log((Number(process.hrtime.bigint() - began) / 1e6).toFixed(1));
server.kill("SIGTERM");
await once(server, "exit");
