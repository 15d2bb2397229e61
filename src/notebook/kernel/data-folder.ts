import { join } from 'node:path';

/** What decides where Jupyter looks for a user's files. */
export interface UserSurroundings {
  readonly platform: NodeJS.Platform;
  /** Home folder. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Jupyter's data folder of a user, where kernels of `--user` are registered. */
export function userDataFolder({ platform, home, environment }: UserSurroundings): string {
  const named = environment.JUPYTER_DATA_DIR;
  if (named) return named;
  if (platform === 'darwin') return join(home, 'Library', 'Jupyter');
  if (platform === 'win32') {
    return environment.APPDATA ? join(environment.APPDATA, 'jupyter') : join(home, '.jupyter', 'data');
  }
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'jupyter');
}
