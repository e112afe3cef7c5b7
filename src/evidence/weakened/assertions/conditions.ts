/** Conditions that never hold, in brackets or without. */
export const neverHolds = String.raw`(?:false|False|0|None|!1|!true|1\s*==\s*0|1\s*===\s*2|not\s+True)`;
export const alwaysHolds = String.raw`(?:true|True|1|!0|!false|not\s+False)`;

/** What hangs on the machine that a test is run on, and not on what it tests. */
export const asksMachine =
  /\bprocess\s*\.\s*(?:env|platform)\b|\bos\s*\.\s*(?:environ|getenv|Getenv|LookupEnv)\b|\b(?:std\s*::\s*)?env\s*::\s*var|\boption_env!|\bimport\s*\.\s*meta\s*\.\s*env\b|\bDeno\s*\.\s*env\b|\bsys\s*\.\s*platform\b|\bruntime\s*\.\s*GOOS\b|\btesting\s*\.\s*Short\s*\(|\bcfg!\s*\(|\bgetenv\s*\(|\bENV\s*\[/;
