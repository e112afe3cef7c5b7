/** Words in the names of matchers and assertions, most telling first, with what they demand. See `Assertion.strength`. */
const words: readonly (readonly [RegExp, number])[] = [
  [/^not(?:toBe(?:Null|Undefined|None|Nil)|Null|Nil|Undefined|Empty|None)$/i, 0.5],
  [
    /^(?:toBe)?Defined$|^(?:is|assert)?_?(?:Is)?_?Not_?(?:None|Null|Nil|Undefined)$|^exists?$|^toExist$|^isDefined$|^some$/i,
    0.5,
  ],
  [/^(?:pass|toPass|called|anything)$/i, 0.5],
  [
    /^(?:toBe)?(?:Truthy|Falsy|Falsey|Ok|NotOk|notOk)$|^(?:assert|is|be)?_?(?:true|false|True|False|ok)_?$|^toBe(?:True|False)$|^assert$|^no_?error$|^(?:is|assert)_?(?:ok|err|some|none)$/i,
    1,
  ],
  [
    /^(?:toBe)?(?:Null|Undefined|NaN|Nil|Empty|None)$|^(?:is|assert|be)?_?(?:is)?_?(?:None|Null|Nil|Undefined|NaN|Zero|Empty)$/i,
    1.5,
  ],
  [/not|differ|neq|^ne$|assert_ne/i, 2],
  [
    /contain|includ|member|within|subset|superset|partial|matchobject|objectLike|keys|propert|^in$|assert_?in$|some|every|elementsMatch/i,
    2,
  ],
  [/instance|typeof|^a$|^an$|isType|implements|callable|implement/i, 2],
  [/greater|less|above|below|atLeast|atMost|least|most|between|positive|negative|^gt|^lt|^ge$|^le$/i, 2],
  [/closeto|almost|approx|delta|epsilon|within|allclose/i, 2.5],
  [/match|regex|starts|ends|like|snapshot(?=$)/i, 2],
];

const exactForms =
  /calledWith|call_?count|calledTimes|called_(?:once_)?with|has_calls|lengthOf|haveLength|^len$|count|inlineSnapshot|matchSnapshot|toMatchSnapshot|snapshot|countequal|deep|same|equal|eql?$|^is$|^toBe$/i;
const calledForms =
  /^(?:toHaveBeenCalled|toHaveBeenCalledOnce|assert_called|assert_called_once|assert_any_call|calledOnce|called|toHaveReturned)$/;
const throwForms = /throw|raises|reject|panics|error/i;

/** Whether a name says that something is not so or not there; one that says so twice does not. */
export function saysNo(name: string): boolean {
  const noes = name.match(/not|noerror|no_error|iferror|never|fals|null|undefined|none|nil|empty/gi) ?? [];
  return noes.length % 2 === 1;
}

/**
 * How much a matcher of this name demands.
 *
 * @param given how many arguments tell what is expected
 */
export function matcherStrength(name: string, isNegated: boolean, given: number): number {
  const strength = plainStrength(name, given);
  if (!isNegated) return strength;
  return strength <= 1.5 && !/truthy|falsy|true|false|ok/i.test(name) ? 0.5 : Math.min(strength, 2);
}

function plainStrength(name: string, given: number): number {
  if (calledForms.test(name)) return 2;
  if (/^(?:ifError|error)$/.test(name)) return 1;
  const word = words.find(([pattern]) => pattern.test(name))?.[1];
  if (word !== undefined && word < 2) return word;
  if (throwForms.test(name)) return given > 0 ? 3 : 2;
  if (exactForms.test(name) && word !== 2.5 && !/^not|_not|Not/.test(name)) return 3;
  if (/propert/i.test(name) && given > 1) return 3;
  return word ?? 2;
}
