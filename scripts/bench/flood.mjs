// Tries wrong passwords at HOST:PORT from CLIENTS for SECONDS, each ten times a second at most, from
// addresses that a proxy names; prints how many were answered.
import { Agent, request } from "node:http";

const [address, clients, seconds] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(clients) });
const end = Date.now() + Number(seconds) * 1000;
const counts = new Map();

function guess(number) {
  const body = `email=nobody${number}@arkada.example&password=wrong`;
  const headers = {
    Accept: "text/html",
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Length": Buffer.byteLength(body),
    "Sec-Fetch-Site": "same-origin",
    Referer: `http://${address}/sign-in`,
    "X-Forwarded-For": `10.${number % 250}.${(number >> 8) % 250}.${(number >> 16) % 250}`,
  };
  return new Promise((resolve) => {
    const sent = request(`http://${address}/api/sign-in`, { method: "POST", agent, headers }, (answer) => {
      counts.set(answer.statusCode, (counts.get(answer.statusCode) ?? 0) + 1);
      answer.resume().on("end", resolve);
    });
    sent.on("error", resolve).end(body);
  });
}

let number = 0;
async function client() {
  while (Date.now() < end) {
    await Promise.all([guess(number++), new Promise((rest) => setTimeout(rest, 100))]);
  }
}
await Promise.all(Array.from({ length: Number(clients) }, client));
console.log([...counts].map(([status, count]) => `${Math.round(count / seconds)}/s answered ${status}`).join(", "));
process.exit(0);
