import { buildContentSecurityPolicy } from '#hosts/web/content-security-policy.ts'

/** The policy of the window's page. The core is reached by a port, so connections go to the own scheme alone. */
export const contentSecurityPolicy = buildContentSecurityPolicy({ connect: ["'self'"] })
