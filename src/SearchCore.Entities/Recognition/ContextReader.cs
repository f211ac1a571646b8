using System.Numerics;

using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Recognition;

/// <summary>
/// Reads what a trained model weighs off a candidate: its words, their endings, its neighbours, and pairs of the rules' own features, each
/// as a hash.
/// </summary>
/// <remarks>Everything it reads goes into <see cref="Key"/>, so that candidates with the same key have the same features.</remarks>
internal readonly ref struct ContextReader(ReadOnlySpan<char> text, Workspace workspace)
{
    /// <summary>Room for the features of any candidate.</summary>
    public const int MaxFeatures = 512;

    private const int MostWords = 6;

    // What stands for a number, and for the word beyond an end of the text.
    private const ulong Number = 0x5D0F_1C3A_9B27_64E1;
    private const ulong Edge = 0x2545_F491_4F6C_DD1D;

    private readonly ReadOnlySpan<char> text = text;
    private readonly TokenList tokens = workspace.Tokens;
    private readonly DocumentMemory memory = workspace.Memory;

    /// <summary>A hash of all that <see cref="Read"/> looks at.</summary>
    public ulong Key(ref readonly Candidate candidate)
    {
        var key = Mix(Edge, (ulong)candidate.Features);
        key = Mix(key, Known(candidate.Entry) | ((ulong)Spelling(in candidate) << 32));
        var end = Math.Min(candidate.End + 2, tokens.Count);
        for (var i = Math.Max(candidate.First - 2, 0); i < end; i++)
        {
            ref var token = ref tokens[i];
            key = Mix(key, token.Hash ^ ((ulong)token.Gap << 48) ^ ((ulong)token.Shape << 40) ^ (i == candidate.First ? Number : 0));
        }

        return end == candidate.End ? Mix(key, Edge) : key;
    }

    /// <summary>Writes the hashes of a candidate's features; gives their number.</summary>
    public int Read(ref readonly Candidate candidate, Span<uint> features)
    {
        var first = candidate.First;
        var last = candidate.End - 1;
        var list = new HashList(features);
        var length = (ulong)Math.Min(candidate.Length, 4);
        var known = Known(candidate.Entry) | (length << 16);
        var before = Word(first - 1);
        var after = Word(last + 1);
        var gapBefore = (ulong)tokens[first].Gap;
        var gapAfter = last + 1 < tokens.Count ? (ulong)tokens[last + 1].Gap : 0xFFFF;

        var words = Math.Min(candidate.Length, MostWords);
        var shapes = length;
        for (var i = 0; i < words; i++)
        {
            list.Add(1, tokens[first + i].Hash);
            shapes = (shapes << 4) | (ulong)tokens[first + i].Shape;
        }

        list.Add(2, tokens[first].Hash, length);
        list.Add(3, tokens[last].Hash, length);
        list.Add(4, Ending(last, 3), length);
        list.Add(5, Ending(last, 2), length);
        list.Add(6, Ending(first, 3), length);
        list.Add(7, shapes);
        list.Add(8, before, gapBefore);
        list.Add(9, after, gapAfter);
        list.Add(10, before, Word(first - 2));
        list.Add(11, after, Word(last + 2));
        list.Add(12, before, after);
        list.Add(13, before, known);
        list.Add(14, after, known);
        list.Add(15, before, length);
        list.Add(16, after, length);
        list.Add(17, TraitsAt(first - 1), length | (gapBefore << 8));
        list.Add(18, TraitsAt(last + 1), length | (gapAfter << 8));
        list.Add(19, TraitsAt(first) ^ (TraitsAt(last) << 31), known);
        list.Add(20, Spelling(in candidate), known);
        Pairs(candidate.Features, ref list);
        return list.Count;
    }

    // Rules say what single features are worth; what two of them are worth together is learned.
    private static void Pairs(Features features, ref HashList list)
    {
        for (var left = (ulong)features; left != 0; left &= left - 1)
        {
            var low = (ulong)BitOperations.TrailingZeroCount(left);
            for (var right = left; right != 0; right &= right - 1)
            {
                list.Add(21, low, (ulong)BitOperations.TrailingZeroCount(right));
            }
        }
    }

    private static ulong Known(Entry? entry) => entry is null ? 0 : 1 + (ulong)entry.Class + ((ulong)entry.Flags << 8);

    // How the document writes the first word elsewhere: small, and with a capital inside a sentence.
    private uint Spelling(ref readonly Candidate candidate)
    {
        var at = tokens[candidate.First].Memory;
        if (at < 0)
        {
            return 0;
        }

        ref var word = ref memory[at];
        return 1 + (word.Small > 0 ? 1u : 0) + (word.Capitalized > 1 ? 2u : 0);
    }

    private ulong Word(int i) => i < 0 || i >= tokens.Count ? Edge : tokens[i].Shape == Shape.Number ? Number : tokens[i].Hash;

    private ulong TraitsAt(int i) => i < 0 || i >= tokens.Count ? Edge : (ulong)tokens[i].Traits;

    private ulong Ending(int i, int length)
    {
        var end = tokens[i].End;
        var start = Math.Max(tokens[i].Start, end - length);
        var hash = TermTable.HashSeed;
        Span<char> units = stackalloc char[Folding.Longest];
        for (var at = start; at < end; at++)
        {
            foreach (var unit in units[..Folding.Fold(text[at], units)])
            {
                hash = TermTable.Step(hash, unit);
            }
        }

        return hash;
    }

    private static ulong Mix(ulong key, ulong value) => (BitOperations.RotateLeft(key, 5) ^ value) * 0x9E37_79B9_7F4A_7C15;

    private ref struct HashList(Span<uint> features)
    {
        private readonly Span<uint> features = features;

        public int Count { get; private set; }

        public void Add(ulong template, ulong value, ulong other = 0)
        {
            if (Count == features.Length)
            {
                return;
            }

            var hash = Mix(Mix(template * 0xC2B2_AE3D_27D4_EB4F, value), other);
            features[Count++] = (uint)(hash >> 40);
        }
    }
}
