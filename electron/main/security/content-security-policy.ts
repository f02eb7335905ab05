import { buildContentSecurityPolicy } from '#hosts/web/content-security-policy.ts'

/**
 * The policy of the window's page. The page reaches the core by a port, so connections are limited to the own
 * scheme.
 */
export const contentSecurityPolicy = buildContentSecurityPolicy({ connect: ["'self'"] })
