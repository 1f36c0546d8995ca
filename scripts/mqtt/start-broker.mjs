import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

const PROGRAMS = ['mosquitto', '/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'];
const START_LIMIT_MILLISECONDS = 10_000;
const started = new Set();

process.on('exit', () => {
  for (const broker of started) endGroup(broker);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** The broker's program, or `undefined` where it is not installed. */
export function findBroker() {
  return PROGRAMS.find((program) => spawnSync(program, ['-h']).error === undefined);
}

/**
 * A self-signed certificate for `localhost` in `folder`, as `{ certificate, key }`, and a file with the password `secret` of the user `meter`; `undefined`
 * where a program for one of them is missing.
 */
export function makeSecrets(folder) {
  const secrets = {
    certificate: join(folder, 'certificate.pem'),
    key: join(folder, 'key.pem'),
    passwords: join(folder, 'passwords'),
  };
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const files = ['-keyout', secrets.key, '-out', secrets.certificate];
  const steps = [
    ['openssl', ['req', '-x509', ...kind, ...subject, ...files]],
    ['mosquitto_passwd', ['-b', '-c', secrets.passwords, 'meter', 'secret']],
  ];
  return steps.every(([program, args]) => spawnSync(program, args).status === 0) ? secrets : undefined;
}

/**
 * Starts a broker with a configuration of its own in `folder` and waits until it answers. It has three listeners on free ports of this machine: an open
 * one, one with TLS and a password, one with a password. Resolves to the `environment` that programs find it by, and `stop`.
 */
export async function startBroker(program, folder, secrets) {
  mkdirSync(folder, { recursive: true });
  const [open, encrypted, closed, unused] = await freePorts(4);
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(config, configuration({ open, encrypted, closed }, secrets));
  const broker = spawn(program, ['-c', config], { detached: true, stdio: 'ignore' });
  started.add(broker);
  await waitFor(open, broker);
  return {
    environment: {
      MQTT_PORT: String(open),
      MQTT_TLS_PORT: String(encrypted),
      MQTT_PASSWORD_PORT: String(closed),
      MQTT_CLOSED_PORT: String(unused),
      MQTT_CERTIFICATE: secrets.certificate,
    },
    stop: () => stop(broker),
  };
}

function configuration({ open, encrypted, closed }, { certificate, key, passwords }) {
  const tls = [`certfile ${certificate}`, `keyfile ${key}`];
  const password = ['allow_anonymous false', `password_file ${passwords}`];
  const lines = [
    'per_listener_settings true',
    'persistence false',
    'log_dest none',
    'user root',
    ...[`listener ${open} 127.0.0.1`, 'allow_anonymous true'],
    ...[`listener ${encrypted} 127.0.0.1`, ...tls, ...password],
    ...[`listener ${closed} 127.0.0.1`, ...password],
  ];
  return `${lines.join('\n')}\n`;
}

/** Ports that were free a moment ago, all different. */
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => new Promise((done) => server.listen(0, '127.0.0.1', done))));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

async function waitFor(port, broker) {
  const limit = Date.now() + START_LIMIT_MILLISECONDS;
  while (Date.now() < limit) {
    if (broker.exitCode !== null) throw new Error(`The broker ended with ${broker.exitCode} while it started.`);
    if (await answers(port)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`The broker does not answer on port ${port}.`);
}

function answers(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => done(socket.end() !== undefined));
    socket.on('error', () => done(false));
  });
}

function stop(broker) {
  if (broker.exitCode !== null || broker.signalCode !== null) return Promise.resolve();
  const ended = new Promise((done) => broker.on('close', done));
  endGroup(broker);
  return ended;
}

function endGroup(broker) {
  started.delete(broker);
  try {
    process.kill(-broker.pid, 'SIGTERM');
  } catch {
    // It ended by itself in the meantime.
  }
}
