import type { Client } from './client.ts';

/** Clients that only move together: each with all it is tied to, in the order of the service. */
export function groupClients(
  clients: readonly Client[],
  ties: readonly (readonly Client[])[],
): ReadonlyMap<Client, readonly Client[]> {
  const leader = new Map(clients.map((client) => [client, client]));
  const find = (client: Client): Client => {
    const next = leader.get(client) ?? client;
    return next === client ? client : find(next);
  };
  for (const [first, ...others] of ties) {
    if (first === undefined) continue;
    for (const other of others) leader.set(find(other), find(first));
  }
  const groups = new Map<Client, readonly Client[]>();
  for (const client of clients)
    groups.set(
      client,
      clients.filter((other) => find(other) === find(client)),
    );
  return groups;
}
