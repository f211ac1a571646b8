using System.Collections.Concurrent;

using SearchCore.Articles;
using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>Recognition in its steps: words, candidates, features, decisions, the document's say, names.</summary>
internal sealed class NewsRecognizer(Gazetteer gazetteer, LinearModel? model, bool nationalities) : IEntityRecognizer, IEntityAliases
{
    /// <summary>A text is worked off in blocks of at most this many characters, which bounds the memory; what was learned goes on.</summary>
    private const int BlockSize = 1 << 18;

    private readonly ConcurrentBag<Workspace> idle = [];
    private readonly GazetteerAliases aliases = new(new(gazetteer), nationalities);

    public void Recognize(ReadOnlySpan<char> text, ICollection<EntityMention> mentions)
    {
        ArgumentNullException.ThrowIfNull(mentions);
        if (!idle.TryTake(out var workspace))
        {
            workspace = new Workspace();
        }

        workspace.Memory.Clear();
        for (var from = 0; from < text.Length;)
        {
            var to = BlockEnd(text, from);
            Block(text, from, to, workspace, mentions);
            from = to;
        }

        idle.Add(workspace);
    }

    public IReadOnlyList<EntityName> Canonical(string? kind, string form) => aliases.Canonical(kind, form);

    private static int BlockEnd(ReadOnlySpan<char> text, int from)
    {
        if (text.Length - from <= BlockSize)
        {
            return text.Length;
        }

        var block = text.Slice(from, BlockSize);
        var cut = block.LastIndexOf('\n');
        if (cut < BlockSize / 2)
        {
            cut = block.LastIndexOf(". ");
        }

        if (cut < BlockSize / 2)
        {
            cut = block.LastIndexOf(' ');
        }

        return from + (cut < BlockSize / 2 ? BlockSize : cut + 1);
    }

    /// <summary>Finds the candidates of a block with what the rules see in them, undecided. A trainer begins here.</summary>
    internal void Propose(ReadOnlySpan<char> text, int from, int to, Workspace workspace)
    {
        var (tokens, candidates) = (workspace.Tokens, workspace.Candidates);
        tokens.Clear();
        candidates.Clear();
        Tokenizer.Run(text, from, to, gazetteer, tokens);
        workspace.Wrapped = LineReader.Mark(tokens, gazetteer, workspace.Memory);
        new CandidateFinder(gazetteer, workspace).Run();
        var sport = workspace.Memory.SportWords >= 3 && workspace.Memory.SportWords * 50 >= workspace.Memory.Words;
        var reader = new FeatureReader(gazetteer, workspace, sport);
        for (var i = 0; i < candidates.Count; i++)
        {
            candidates[i].Features = reader.Read(ref candidates[i]);
        }
    }

    private void Block(ReadOnlySpan<char> text, int from, int to, Workspace workspace, ICollection<EntityMention> mentions)
    {
        Propose(text, from, to, workspace);
        var candidates = workspace.Candidates;
        var decider = new Decider(text, model, workspace);
        for (var i = 0; i < candidates.Count; i++)
        {
            decider.Decide(ref candidates[i]);
        }

        new DocumentConsistency(text, workspace).Run();
        for (var i = 0; i < candidates.Count; i++)
        {
            ref var candidate = ref candidates[i];
            if (candidate.Has(Features.User))
            {
                mentions.Add(Naming.Mention(text, ref candidate, workspace));
                continue;
            }

            var adjective = candidate.Has(Features.Nationality | Features.HyphenLowerAfter | Features.HyphenBefore);
            if (candidate.Verdict != Verdict.None && (nationalities || !adjective))
            {
                mentions.Add(Naming.Mention(text, ref candidate, workspace));
            }
        }
    }
}
