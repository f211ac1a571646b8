using System.Collections.Concurrent;

using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Recognition in its steps: words, lines, candidates, features, decisions, the document's say, names.</summary>
/// <param name="gazetteer">What is known before a text is read.</param>
/// <param name="model">The trained model; null for the rules alone.</param>
/// <param name="scope">What counts as a mention, and under which name.</param>
/// <remarks>Thread-safe: each text has a workspace of its own.</remarks>
internal sealed class RecognitionPipeline(Gazetteer gazetteer, LinearModel? model, MentionScope scope)
{
    private readonly ConcurrentBag<Workspace> idle = [];

    /// <summary>Gives every mention found in a text.</summary>
    public void Recognize<TSink>(ReadOnlySpan<char> text, TSink mentions)
        where TSink : struct, IMentionSink
    {
        if (!idle.TryTake(out var workspace))
        {
            workspace = new Workspace();
        }

        workspace.Memory.Clear();
        for (var from = 0; from < text.Length;)
        {
            var to = TextBlocks.End(text, from);
            Propose(text, from, to, workspace);
            Decide(text, workspace);
            Name(text, workspace, mentions);
            from = to;
        }

        // Not where something threw: what it left behind may be half done.
        idle.Add(workspace);
    }

    /// <summary>Finds the candidates of a block with what the rules see in them, undecided. A trainer begins here.</summary>
    internal void Propose(ReadOnlySpan<char> text, int from, int to, Workspace workspace)
    {
        var (tokens, candidates, memory) = (workspace.Tokens, workspace.Candidates, workspace.Memory);
        tokens.Clear();
        candidates.Clear();
        Tokenizer.Run(text, from, to, gazetteer.Vocabulary, tokens);
        workspace.Wrapped = LineReader.Mark(tokens);
        memory.Record(tokens);
        new CandidateFinder(gazetteer, workspace).Run();
        var reader = new FeatureReader(gazetteer, workspace, memory.IsSport);
        for (var i = 0; i < candidates.Count; i++)
        {
            ReadLegalForm(ref candidates[i], tokens);
            candidates[i].Features = reader.Read(ref candidates[i]);
        }
    }

    private void Decide(ReadOnlySpan<char> text, Workspace workspace)
    {
        var candidates = workspace.Candidates;
        var decider = new Decider(text, model, workspace);
        for (var i = 0; i < candidates.Count; i++)
        {
            decider.Decide(ref candidates[i]);
        }

        new DocumentConsistency(text, workspace).Run();
    }

    private void Name<TSink>(ReadOnlySpan<char> text, Workspace workspace, TSink mentions)
        where TSink : struct, IMentionSink
    {
        var candidates = workspace.Candidates;
        for (var i = 0; i < candidates.Count; i++)
        {
            ref var candidate = ref candidates[i];
            if (!IsMention(in candidate, workspace))
            {
                continue;
            }

            var (start, end) = Naming.Bounds(text, in candidate, workspace);
            var (kind, name) = Naming.Of(text, in candidate, workspace);
            mentions.Add(start, end, kind, name);
        }
    }

    private bool IsMention(ref readonly Candidate candidate, Workspace workspace)
    {
        if (candidate.Has(Features.User))
        {
            return true;
        }

        var adjective = candidate.Has(Features.Nationality | Features.HyphenLowerAfter | Features.HyphenBefore);
        return candidate.Verdict != Verdict.None && (scope.Nationalities || !adjective)
            && !(candidate.Has(Features.Nationality) && LanguageNames.Has(in candidate, workspace.Tokens))
            && (scope.GivenNames || !IsLoneGivenName(in candidate, workspace));
    }

    // A given name that the document ties to nobody; after a title it may be a family name.
    private static bool IsLoneGivenName(ref readonly Candidate candidate, Workspace workspace)
    {
        if (candidate is not { Verdict: Verdict.Person, Length: 1, Name: null } || candidate.Entry is { Class: EntryClass.Person })
        {
            return false;
        }

        ref var token = ref workspace.Tokens[candidate.First];
        return token.Is(Traits.Given) && !candidate.Has(Features.AfterTitle)
            && (token.Memory < 0 || !workspace.Memory[token.Memory].Titled);
    }

    // A gazetteer may know a name with its form, or what is left without it: "General Motors Corp" is General Motors.
    private void ReadLegalForm(ref Candidate candidate, TokenList tokens)
    {
        if (!tokens[candidate.End - 1].Is(Traits.LegalForm) || candidate.Has(Features.User))
        {
            return;
        }

        var known = gazetteer.Longest(tokens, candidate.First, candidate.End);
        if (!scope.LegalForms && !(known.Is(EntryClass.Organization) && known.Length == candidate.Length))
        {
            candidate.Body = LegalForms.BodyEnd(gazetteer, tokens, candidate.First, candidate.End);
            known = gazetteer.Longest(tokens, candidate.First, candidate.Body);
        }

        if (known.Is(EntryClass.Organization) && candidate.First + known.Length == candidate.Body)
        {
            candidate.Entry = known.Entry;
        }
    }
}
