import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// In development the pages come from Vite and everything else from a running API.
const apiUrl = process.env.API_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/api': apiUrl, '/health': apiUrl } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The policy of the served pages is `font-src 'self'`: nothing may become a data: address.
    assetsInlineLimit: 0,
  },
});
