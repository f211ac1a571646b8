using SearchCore.Articles;
using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Recognition;

namespace SearchCore.Entities.Training;

/// <summary>One candidate with what is right for it.</summary>
/// <param name="Features">Its hashed features.</param>
/// <param name="Prior">The rules' points for the verdicts, which training does not change.</param>
/// <param name="Right">What is right.</param>
internal sealed record Example(uint[] Features, int[] Prior, Verdict Right);

/// <summary>Makes examples of texts: from marked-up ones, and from texts whose sure decisions are taken for right.</summary>
internal sealed class ExampleReader(RecognitionPipeline pipeline)
{
    /// <summary>
    /// What the gazetteers say. Silver examples hide it, so that the words around a known name teach what an unknown one is.
    /// </summary>
    private const Features FromGazetteer = Features.KnownPerson | Features.KnownOrganization | Features.KnownPlace | Features.KnownWeakly
        | Features.KnownAmbiguously | Features.HoldsPlace;

    private readonly Workspace workspace = new();

    /// <summary>Examples of a marked-up text. Candidates that only overlap a mention are left out: nothing is right for them.</summary>
    public IEnumerable<Example> FromGold(GoldText gold)
    {
        var examples = new List<Example>();
        Propose(gold.Text);
        var mentions = gold.Mentions.Where(m => m.Kind is EntityKinds.Person or EntityKinds.Organization or EntityKinds.Place).ToList();
        for (var i = 0; i < workspace.Candidates.Count; i++)
        {
            var candidate = workspace.Candidates[i];
            if (Decider.IsRulesOnly(candidate.Features))
            {
                continue;
            }

            var (start, end) = Naming.Bounds(gold.Text, in candidate, workspace);
            var touching = mentions.FirstOrDefault(m => m.Start < end && start < m.End);
            if (touching.Kind is null)
            {
                examples.Add(Make(gold.Text, candidate, Verdict.None));
            }
            else if (touching.Start == start && touching.End == end)
            {
                examples.Add(Make(gold.Text, candidate, Of(touching.Kind)));
            }
        }

        return examples;
    }

    /// <summary>Examples of a text without marks: what the recognizer is sure of, with the gazetteers' say hidden.</summary>
    public IEnumerable<Example> FromText(string text, int sureMargin)
    {
        var examples = new List<Example>();
        pipeline.Propose(text, 0, text.Length, Cleared());
        var decider = new Decider(text, null, workspace);
        for (var i = 0; i < workspace.Candidates.Count; i++)
        {
            var candidate = workspace.Candidates[i];
            decider.Decide(ref candidate);
            var known = candidate.Entry is { Class: EntryClass.Person or EntryClass.Organization or EntryClass.Place } entry
                && !entry.Has(EntryFlags.Weak | EntryFlags.Ambiguous);
            if (Decider.IsRulesOnly(candidate.Features) || candidate.Margin < sureMargin || (candidate.Verdict != Verdict.None && !known))
            {
                continue;
            }

            candidate.Features &= ~FromGazetteer;
            candidate.Entry = null;
            examples.Add(Make(text, candidate, candidate.Verdict));
        }

        return examples;
    }

    private static Verdict Of(string kind) => kind switch
    {
        EntityKinds.Person => Verdict.Person,
        EntityKinds.Organization => Verdict.Organization,
        _ => Verdict.Place,
    };

    private void Propose(string text) => pipeline.Propose(text, 0, text.Length, Cleared());

    private Workspace Cleared()
    {
        workspace.Memory.Clear();
        return workspace;
    }

    private Example Make(string text, Candidate candidate, Verdict right)
    {
        var prior = new int[LinearModel.Verdicts];
        RuleWeights.Score(candidate.Features, prior);
        Span<uint> features = stackalloc uint[ContextReader.MaxFeatures];
        var count = new ContextReader(text, workspace).Read(in candidate, features);
        var buckets = features[..count].ToArray();
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] &= LinearModel.Buckets - 1;
        }

        return new Example(buckets, prior, right);
    }
}
