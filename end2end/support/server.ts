// Starts the release binary on a free port with a data directory of its own, and stops it again.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
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

/** Runs `contentum COMMAND` on a free port, with its data in a temporary directory. */
export async function startServer(command = "demo", extra: string[] = []): Promise<Server> {
  const binary = resolve(process.env.CONTENTUM_BINARY ?? "../target/contentum");
  const data = await mkdtemp(join(tmpdir(), "contentum-"));
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(binary, [command, ...extra], {
    cwd: data,
    // The demo keeps its firm in the temporary directory: then it goes with the rest, whatever happens.
    env: { ...process.env, CONTENTUM_DATA: data, CONTENTUM_LISTEN: listen, TMPDIR: data },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const address = `http://${listen}`;
  try {
    await ready(child, `${address}/readyz`, () => output);
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw error;
  }
  return {
    address,
    output: () => output,
    stop: async () => {
      await stop(child);
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function ready(child: ChildProcess, url: string, output: () => string): Promise<void> {
  let failure: Error | undefined;
  child.once("error", (error) => (failure = error));
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end && child.exitCode === null && !failure) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((tick) => setTimeout(tick, 50));
  }
  child.kill("SIGKILL");
  throw failure ?? new Error(`the server did not become ready (exit ${child.exitCode}):\n${output()}`);
}

/** Stops gracefully; a server that cannot within ten seconds is a fault. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
  const [, signal] = await ended;
  clearTimeout(late);
  if (signal === "SIGKILL") throw new Error("the server did not stop within ten seconds of SIGTERM");
}
