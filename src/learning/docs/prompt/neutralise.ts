/** What stands in for a passage that was taken out. */
const removed = '[a passage that addresses an assistant was taken out]';

/** Words that speak to whoever reads a prompt, not to the reader of a documentation. */
const addressed = [
  /\b(?:ignore|disregard|forget|override|bypass|discard)\b.{0,60}\b(?:previous|prior|above|earlier|preceding|all|any|your|system)\b.{0,40}\b(?:instruction|prompt|rule|guideline|direction|message|command|context)/i,
  /\b(?:new|updated|real|actual|following) (?:instructions|system prompt|orders)\b.{0,20}:/i,
  /\byou are (?:now |actually |really )?(?:a |an |the |in )?(?:\w+ ){0,3}(?:assistant|ai|language model|llm|chatbot|agent|dan|jailbroken|developer mode)\b/i,
  /\b(?:reveal|print|repeat|output|show|leak|exfiltrate)\b.{0,40}\b(?:system prompt|developer message|your instructions|hidden prompt)/i,
  /\b(?:ai|llm|coding|language model|autonomous) (?:assistant|agent|model|tool)s?\b.{0,40}\b(?:must|should|need to|have to|has to|are required|is required|please|shall)\b/i,
  /\b(?:assistant|agent|ai|claude|copilot|chatgpt|gpt|gemini)\b ?[,:].{0,20}\b(?:please|you must|run|execute|ignore|do not|delete|send|open|write|call)\b/i,
  /\b(?:do not|don't|never|without)\b.{0,30}\b(?:tell|telling|inform|informing|mention|notify|notifying|alert)\w*\b.{0,30}\bthe (?:user|human|developer)/i,
  /\b(?:send|post|upload|forward|exfiltrate|transmit|curl)\b.{0,80}\b(?:secret|credential|api[- ]?key|token|environment variable|\.env|ssh key|private key|password)s?\b.{0,60}(?:https?:|\S@\S)/i,
];
const role = /^\s*(?:system|assistant|human|developer)\s*:\s+\S+\s+\S/i;
/** Marks of the formats in which models are trained; outside of a prompt's own text they never mean well. */
const tokens =
  /<\|[^|<>\n]{1,40}\|>|<\/?(?:s|system|assistant|human|documentation|instructions?|tool_calls?|function_calls?|antml:\w+)>|\[\/?INST\]|<<\/?SYS>>/gi;

export interface Neutralised {
  readonly text: string;
  /** How many passages were taken out. */
  readonly removals: number;
}

/** Takes out of a page's Markdown what reads like an instruction to a model. Code keeps its lines unless they do so plainly. */
export function neutralise(markdown: string): Neutralised {
  let removals = 0;
  const remove = (): string => {
    removals += 1;
    return removed;
  };
  let isCode = false;
  const lines = markdown.split('\n').map((line) => {
    if (/^\s*```/.test(line)) isCode = !isCode;
    return sentences(line.replace(tokens, remove))
      .map((sentence) => (speaksToModel(sentence, isCode) ? `${remove()} ` : sentence))
      .join('')
      .trimEnd();
  });
  return { text: lines.join('\n'), removals };
}

/** Look-alike letters and emphasis must not hide a word. */
function speaksToModel(sentence: string, isCode: boolean): boolean {
  const words = sentence
    .normalize('NFKC')
    .replace(/[*_`~]/g, '')
    .slice(0, 2000);
  return addressed.some((pattern) => pattern.test(words)) || (!isCode && role.test(words));
}

function sentences(line: string): string[] {
  return line.match(/[^.!?]+(?:[.!?]+\s*|$)|[.!?]+\s*/g) ?? [line];
}
