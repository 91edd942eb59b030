export default async function globalTeardown() {
  await Promise.all(globalThis.pobratymTestServers.map((server) => server.stop()));
}
