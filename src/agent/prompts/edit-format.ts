/** How a model is told to write edits. `parseReply` understands more than is asked for here. */
export const editFormat = `# How to answer

Write each edit as below, and as little else as possible. Paths start at the root of the workspace and use forward slashes.

To change lines of a file, write its path alone on a line and the lines to be replaced as they are in the file, whole lines
with their white space, enough of them that they are in the file only once:

src/example.ts
\`\`\`ts
<<<<<<< SEARCH
lines as they are now
=======
lines as they are to be
>>>>>>> REPLACE
\`\`\`

Several blocks for one file follow each other. For a new file, or to replace all of a short one, write its path and all of
its lines; where they have fences of their own, use a longer fence around them:

src/new-example.ts
\`\`\`ts
all lines of the file
\`\`\`

To delete or rename a file write a line of its own:

DELETE src/old-example.ts
RENAME src/from.ts -> src/to.ts

Never leave lines out with "..." or "rest unchanged". An edit whose SEARCH lines are not in the file exactly once is refused.`;

/** How a judge is told to answer, the same as in the examples that judges are trained with. */
export const verdictFormat = `# How to answer

Edit nothing. Answer with one line for the verdict, one of these:

Verdict: kept
Verdict: rejected
Verdict: partly kept (60 %)

where the number is the share of the changed lines that should be kept. Then give each reason on a line of its own, the most
important first:

Reason: what is right or wrong, and where`;
