import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WATCHER = fileURLToPath(new URL('../python/mqtt_proof/watch_bus.py', import.meta.url));

/**
 * Subscribes to everything on a broker, by a client that is neither of the two libraries. `stop` resolves to what was published, per first part of the
 * topic: lines of topic, quality of service, retained or not, and payload, in the order of each topic.
 */
export async function watchBus(python, environment) {
  const child = spawn(python, [WATCHER], {
    env: { ...process.env, ...environment, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  const ended = new Promise((done) => child.on('close', done));
  const ready = new Promise((done) => {
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      if (output.includes('\n')) done();
    });
  });
  await Promise.race([ready, ended]);
  return {
    async stop() {
      child.stdin.end();
      await ended;
      return byProgram(output.trim().split('\n').slice(1).map(JSON.parse));
    },
  };
}

function byProgram(messages) {
  const lines = new Map();
  for (const { topic, payload, qos, retain } of messages) {
    const program = topic.split('/')[0];
    const text = `${topic} qos=${qos} retain=${retain} ${payload}`;
    lines.set(program, [...(lines.get(program) ?? []), { topic, text }]);
  }
  // Several clients of one program publish at once, so only the order within a topic means anything.
  return new Map([...lines].map(([program, of]) => [program, inOrderOfTopics(of)]));
}

function inOrderOfTopics(lines) {
  return [...lines].sort((a, b) => (a.topic < b.topic ? -1 : Number(a.topic > b.topic))).map(({ text }) => text);
}
