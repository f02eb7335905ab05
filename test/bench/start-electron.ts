export async function measureElectron(..._args: unknown[]): Promise<void> {}
