import { z } from 'zod';

/** What Podman's client prints, read leniently: only what is used, and no more is believed of it. */

/** How podman writes "never", in seconds. */
const never = -62_135_596_800;

const Port = z.object({
  container_port: z.number(),
  host_port: z.number().optional(),
  hostPort: z.number().optional(),
});
export const Listed = z.array(
  z.object({
    Names: z.array(z.string().max(300)).nullish(),
    Image: z.string().max(500).catch(''),
    State: z.string().max(40),
    ExitCode: z.number().catch(0),
    StartedAt: z.number().catch(never),
    ExitedAt: z.number().catch(never),
    AutoRemove: z.boolean().catch(false),
    Ports: z.array(Port).nullish().catch(null),
  }),
);
export const Images = z.array(
  z.object({
    Id: z.string().max(100),
    Names: z.array(z.string().max(500)).nullish(),
    RepoTags: z.array(z.string().max(500)).nullish(),
    Size: z.number().catch(0),
    Created: z.number().catch(0),
  }),
);
export const Machines = z.array(
  z.object({
    Name: z.string().max(100),
    Default: z.boolean().catch(false),
    Running: z.boolean().catch(false),
    Starting: z.boolean().catch(false),
    VMType: z.string().max(40).catch(''),
  }),
);
export const Inspected = z.array(
  z.object({
    Config: z
      .object({
        Env: z.array(z.string().max(10_000)).nullish(),
        Labels: z.record(z.string(), z.string()).nullish().catch(null),
      })
      .nullish()
      .catch(null),
    HostConfig: z.object({
      NetworkMode: z.string().max(200).catch(''),
      AutoRemove: z.boolean().catch(false),
    }),
    Mounts: z
      .array(
        z.object({ Source: z.string().max(2_000).catch(''), Destination: z.string().max(2_000).catch('') }),
      )
      .nullish(),
  }),
);
