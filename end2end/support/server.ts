// Starts the release binary on a free port with a data directory of its own, and stops it again.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface Server {
  /** Where it answers, without a slash at the end. */
  readonly address: string;
  /** Everything it has printed so far: the address and the sign-ins of the demo firm. */
  output(): string;
  stop(): Promise<void>;
}

const PATIENCE_MS = 30_000;
const ADDRESS = /https?:\/\/[\w.[\]:-]+:\d+/;

/** Runs `contentum COMMAND --listen 127.0.0.1:0 --data TEMPORARY`. */
export async function startServer(command = "demo", extra: string[] = []): Promise<Server> {
  const binary = resolve(process.env.CONTENTUM_BINARY ?? "../target/contentum");
  const data = await mkdtemp(join(tmpdir(), "contentum-"));
  const child = spawn(binary, [command, "--listen", "127.0.0.1:0", "--data", data, ...extra], {
    cwd: data,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const address = await printedAddress(child, () => output);
  await answers(`${address}/readyz`, () => output);
  return {
    address,
    output: () => output,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function printedAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((found, failed) => {
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      failed(new Error(`no address printed within ${PATIENCE_MS} ms:\n${output()}`));
    }, PATIENCE_MS);
    const look = () => {
      const address = output().match(ADDRESS)?.[0];
      if (address) {
        clearTimeout(late);
        found(address);
      }
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.once("error", failed);
    child.once("exit", (code) => {
      clearTimeout(late);
      failed(new Error(`the server stopped with ${code}:\n${output()}`));
    });
  });
}

async function answers(url: string, output: () => string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((tick) => setTimeout(tick, 50));
  }
  throw new Error(`${url} did not answer:\n${output()}`);
}
