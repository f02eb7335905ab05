import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{shared,electron,renderer,build}/**/*.test.{ts,tsx}',
            'test/{support,structure}/**/*.test.ts',
          ],
          environment: 'node',
        },
      },
      {
        test: { name: 'output', include: ['test/output/**/*.test.ts'], environment: 'node' },
      },
      {
        test: {
          name: 'datacenter',
          include: ['test/datacenter/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
