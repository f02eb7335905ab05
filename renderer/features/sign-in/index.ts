export { SignIn } from './lazy-sign-in.tsx'
