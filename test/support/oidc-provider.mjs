// A real OpenID Connect provider, as a city may have one, in a process of its own.
// argv: port, redirect URIs. An account is whatever signs in: "verified:mail" or "unverified:mail".
import http from 'node:http';
import Provider from 'oidc-provider';

const [port, ...redirectUris] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'pobratym',
      client_secret: 'a secret of the city hall and of pobratym',
      redirect_uris: redirectUris,
    },
  ],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  // As many are: the secret in the header alone.
  clientAuthMethods: ['client_secret_basic'],
  pkce: { required: () => true },
  cookies: { keys: ['test'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => {
      const [mark, email] = id.split(/:(.*)/s);
      return { sub: id, email, email_verified: mark === 'verified' };
    },
  }),
});
http.createServer(provider.callback()).listen(Number(port), '127.0.0.1', () => {
  process.stdout.write('ready\n');
});
process.on('disconnect', () => process.exit(0));
