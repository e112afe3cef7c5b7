import { join } from 'node:path';
import * as vscode from 'vscode';
import { AgentCode } from './editor/agent/agent-code.js';
import { agentCommands } from './editor/agent/agent-commands.js';
import { AgentRuns } from './editor/agent/agent-runs.js';
import { FixAction } from './editor/agent/fix-action.js';
import { InterruptedRuns } from './editor/agent/interrupted-runs.js';
import { JudgedEdits } from './editor/agent/judged-edits.js';
import { RunOutput } from './editor/agent/run-output.js';
import { CardLanguage } from './editor/cards/card-language.js';
import { ClaudeCodeConnection } from './editor/agents/claude-code.js';
import { CommitNames } from './editor/agents/commit-names.js';
import { connectAgents } from './editor/agents/connect-agents.js';
import { CopilotConnection } from './editor/agents/copilot.js';
import { CopilotWatch } from './editor/agents/copilot-watch.js';
import { ReportedRuns } from './editor/agents/reported-runs.js';
import { CliOnPath } from './editor/asked/cli-on-path.js';
import { copySuggestedPrompt } from './editor/asked/copy-suggested-prompt.js';
import { LanguageModelTools } from './editor/asked/language-model-tools.js';
import { LearnedBlocks } from './editor/asked/learned-blocks.js';
import { McpServers } from './editor/asked/mcp-servers.js';
import { AgreedChecks } from './editor/checks/agreed-checks.js';
import { Checks } from './editor/checks/checks.js';
import { ChecksAfterRun } from './editor/checks/checks-after-run.js';
import { contextSources } from './editor/choosing/context-sources.js';
import { EscalationMode } from './editor/choosing/escalation-mode.js';
import { pinOrBan } from './editor/choosing/pin-or-ban.js';
import { PriceWarnings } from './editor/choosing/price-warnings.js';
import { promptCommands } from './editor/choosing/prompt-commands.js';
import { CliLauncher } from './editor/cli-launcher.js';
import { registerCommands, type CommandPorts } from './editor/commands.js';
import { DocsEngine } from './editor/docs/docs-engine.js';
import { docsCommands } from './editor/docs/docs-commands.js';
import { ShownDocs } from './editor/docs/shown-docs.js';
import { EngineNews } from './editor/engine-news.js';
import { registerFeatures, type Feature } from './editor/feature.js';
import { folderFor } from './editor/ledger/copies.js';
import { ConsentMemory } from './editor/ledger/consent.js';
import { Ledgers } from './editor/ledger/ledgers.js';
import { Places, type Place } from './editor/ledger/places.js';
import { topic } from './editor/log.js';
import { showMeasured } from './editor/measured.js';
import { EditorModels } from './editor/models/editor-models.js';
import { SecretKeys } from './editor/models/secret-keys.js';
import { Fates } from './editor/observe/fates.js';
import { KnownResults } from './editor/observe/known-results.js';
import { Observation } from './editor/observe/observation.js';
import { dataCommands } from './editor/panel/data-commands.js';
import { LearningPanel } from './editor/panel/learning-panel.js';
import { RecentRuns } from './editor/panel/recent-runs.js';
import { reviewCommands } from './editor/review/review-commands.js';
import { reviewFeatures } from './editor/review/review-features.js';
import { ReviewService } from './editor/review/service/review-service.js';
import { RunCommands } from './editor/runs/run-commands.js';
import { RunCorrections } from './editor/runs/run-corrections.js';
import { RunLife } from './editor/runs/run-life.js';
import { RunContextKeys } from './editor/runs/run-context-keys.js';
import { RunMemory } from './editor/runs/run-memory.js';
import { RunTracker } from './editor/runs/run-tracker.js';
import { FormulaChange, scoreAgain } from './editor/runs/score-again.js';
import { Settings } from './editor/settings.js';
import { StatusBar } from './editor/status-bar.js';
import { ShownTexts } from './editor/tuning/shown-texts.js';
import { tuningCommands } from './editor/tuning/tuning-commands.js';
import { windowCommands } from './editor/window-commands.js';
import { EngineClient } from './engine/engine-client.js';
import { TrainingClient } from './engine/training/training-client.js';
import { defaultFormula } from './learning/reward/formula.js';
import { version } from '../package.json';

/** `deactivate` is the only end that VS Code waits for, and it is given nothing. */
let running: EngineClient | undefined;

/** Builds the parts, registers them and returns: no file is read and no worker started here. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel('Learning Loop', { log: true });
  const settings = new Settings(settingsPorts, topic(channel, 'settings'));
  const client = new EngineClient({
    workerFile: context.asAbsolutePath('dist/engine.cjs'),
    log: (line) => {
      channel.warn(`engine: ${line}`);
    },
  });
  running = client;
  const { engine } = client;
  const state = context.workspaceState;
  const places = new Places();
  const memory = new RunMemory(state);
  const news = new EngineNews(client, topic(channel, 'engine'));
  const ledgers = new Ledgers(engine, new ConsentMemory(state), {
    copiesOf: (root) => folderFor(root, context.globalStorageUri.fsPath),
    formulaOf: (root) => {
      const name = settings.get('rewardFormula', places.at(root)?.folder);
      return { ...defaultFormula, name };
    },
    notify: (notice) => {
      news.notice(notice);
    },
  });
  const tracker = new RunTracker({ engine, places, ledgers, memory, news }, topic(channel, 'runs'));
  const parts = { engine, places, ledgers, memory, tracker, settings, news };
  const known = new KnownResults(state);
  const observation = new Observation({ ...parts, known }, topic(channel, 'observe'));
  const life = new RunLife({ ...parts, observation });
  const copilot = new CopilotConnection({ ...parts, state });
  const telemetryAt = (place: Place) => copilot.telemetryAt(place);
  const reported = new ReportedRuns({ ...parts, observation, life, telemetryAt }, topic(channel, 'agents'));
  const review = new ReviewService(
    { ...parts, observation, life, reported, state },
    topic(channel, 'review'),
  );
  const agreed = new AgreedChecks(state);
  const checks = new Checks({ ...parts, observation, agreed });
  const escalation = new EscalationMode({ ...parts, agreed, state });
  const docs = new DocsEngine(engine, settings);
  const shown = new ShownDocs({ ...parts, docs });
  const texts = new ShownTexts();
  const tuning = {
    client: new TrainingClient(context.asAbsolutePath('dist/training-worker.cjs')),
    scriptFolder: context.asAbsolutePath('media/lora'),
    texts,
  };
  const code = new AgentCode(context.asAbsolutePath('dist/agent.cjs'));
  const keys = new SecretKeys(context.secrets);
  const models = new EditorModels({ code, keys, settings });
  const output = new RunOutput();
  const learned = new LearnedBlocks({ ...parts, texts, state }, topic(channel, 'agents'));
  const cliFile = context.asAbsolutePath('dist/cli.cjs');
  const launcher = new CliLauncher({
    folder: join(context.globalStorageUri.fsPath, 'bin'),
    cliFile,
    nodeFile: process.execPath,
    platform: process.platform,
  });
  const connections = [new ClaudeCodeConnection({ ...parts, launcher, cliFile, texts, state }), copilot];
  const agent = {
    ...parts,
    life,
    review,
    agreed,
    checks,
    escalation,
    docs,
    observation,
    code,
    models,
    output,
    texts,
    state,
  };
  const panel = new LearningPanel(
    { ...parts, docs, shown, training: tuning.client, extensionUri: context.extensionUri },
    topic(channel, 'panel'),
  );
  const commands: Feature = {
    name: 'commands',
    register: () =>
      registerCommands(
        {
          ...new RunCommands({ ...parts, life, state, prices: new PriceWarnings(engine) }).handlers(),
          ...new RunCorrections({ ...parts, review }).handlers(),
          ...reviewCommands({ ...parts, review }),
          ...checks.handlers(),
          ...promptCommands(parts),
          copySuggestedPrompt: () => copySuggestedPrompt(parts),
          connectAgents: () => connectAgents(parts, connections),
          tellAgents: () => learned.tell(),
          ...docsCommands({ ...parts, docs, shown }),
          pinOrBan: () => pinOrBan(parts),
          contextSources: () => contextSources(parts),
          escalation: () => escalation.toggle(),
          scoreAgain: () => scoreAgain(parts),
          showMeasured: () => showMeasured({ ...parts, texts }),
          ...agentCommands({ ...agent, keys }, new AgentRuns(agent)),
          ...dataCommands(parts),
          ...tuningCommands({ ...parts, ...tuning }),
          ...windowCommands({ ...parts, panel, channel }),
        },
        commandPorts,
        channel,
      ),
  };
  const features = [
    commands,
    news,
    ledgers,
    observation,
    review,
    reported,
    new CommitNames({ ...parts, review }, topic(channel, 'agents')),
    new CopilotWatch({ ...parts, copilot, reported }, topic(channel, 'agents')),
    new Fates({ ...parts, review }, topic(channel, 'fate')),
    new ChecksAfterRun({ ...parts, observation, agreed, checks, state }, topic(channel, 'checks')),
    new CardLanguage(code),
    new LanguageModelTools({ ...parts, docs }),
    learned,
    new McpServers({ ...parts, cliFile, version }),
    new CliOnPath(context.environmentVariableCollection, launcher, topic(channel, 'cli')),
    new FixAction(places),
    new InterruptedRuns(agent, topic(channel, 'agent')),
    new JudgedEdits({ ...parts, review, state }, topic(channel, 'agent')),
    output,
    new FormulaChange(parts),
    new RunContextKeys(tracker),
    new RecentRuns(tracker),
    new StatusBar(parts),
    panel,
    shown,
    texts,
    tracker,
    ...reviewFeatures({ ...parts, review }, channel),
  ];
  context.subscriptions.push(channel, registerFeatures(features, channel));
}

/** Closes the ledgers, so that other programs may write to them again. */
export async function deactivate(): Promise<void> {
  await running?.dispose();
}

const commandPorts: CommandPorts = {
  registerCommand: (id, handler) => vscode.commands.registerCommand(id, handler),
  executeCommand: (id) => vscode.commands.executeCommand(id),
  showError: (message, ...buttons) => vscode.window.showErrorMessage(message, ...buttons),
};

const settingsPorts = {
  getConfiguration: (section: string, scope?: vscode.ConfigurationScope) =>
    vscode.workspace.getConfiguration(section, scope),
  warn: (message: string) => void vscode.window.showWarningMessage(message),
};
