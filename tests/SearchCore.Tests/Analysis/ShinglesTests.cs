using System.Buffers.Binary;
using System.Text;

using SearchCore.Analysis;
using SearchCore.Tests.Searching.Overlaps;

namespace SearchCore.Tests.Analysis;

/// <summary>Shingles of texts, how much of two texts is the same, and signatures.</summary>
public sealed class ShinglesTests
{
    [Theory]
    [InlineData("a b c d", "a b c d", 1.0)]
    [InlineData("a b c d", "A, b. C — d!", 1.0)]
    [InlineData("a b c d", "a b c d e f", 2.0 * 2 / 6)]
    [InlineData("a b c d e", "a b x d e", 0.0)]
    [InlineData("a b c a b c a b c", "a b c a b", 1.0)]
    [InlineData("one", "one", 1.0)]
    [InlineData("one two", "one two", 1.0)]
    [InlineData("one two", "two one", 0.0)]
    [InlineData("", "", 0.0)]
    [InlineData("…", "…", 0.0)]
    [InlineData("Élysée économie naïve façade", "ELYSEE economie naive facade", 1.0)]
    [InlineData("the country’s economy grew", "The Country's economy grew", 1.0)]
    [InlineData("Москва слезам не верит", "МОСКВА СЛЕЗАМ НЕ ВЕРИТ", 1.0)]
    public void Overlap_is_the_part_of_all_runs_of_three_folded_words_that_both_have(string one, string other, double overlap)
    {
        Assert.Equal(overlap, Shingles.Of(one).OverlapWith(Shingles.Of(other)), 12);
        Assert.Equal(overlap, Shingles.Of(other).OverlapWith(Shingles.Of(one)), 12);
    }

    [Fact]
    public void A_short_body_is_compared_with_its_headline_and_none_is_not()
    {
        var body = "Qtly div five cts vs five cts prior Pay July 15 Record June 30"u8;
        var one = Shingles.OfArticle("CENTRAL HOLDING CO SETS QUARTERLY"u8, body);
        var other = Shingles.OfArticle("SUN BANK DIVIDEND"u8, body);
        Assert.InRange(one.OverlapWith(other), 0.5, 0.79);
        const string both = "Central Holding Co sets quarterly qtly div five cts vs five cts prior pay July 15 record June 30";
        Assert.Equal(1, one.OverlapWith(Shingles.Of(both)));
        Assert.Equal(0, Shingles.OfArticle("A HEADLINE ALONE"u8, "…"u8).Count);
        var words = string.Join(' ', Enumerable.Range(0, Shingles.FewWords).Select(i => $"w{i}"));
        var whole = Encoding.UTF8.GetBytes(words);
        Assert.Equal(1, Shingles.OfArticle("ONE"u8, whole).OverlapWith(Shingles.OfArticle("OTHER"u8, whole)));
        Assert.NotEqual(1, Shingles.OfArticle("ONE"u8, whole.AsSpan(3)).OverlapWith(Shingles.OfArticle("OTHER"u8, whole.AsSpan(3))));
    }

    [Fact]
    public void Overlap_is_that_of_sets_of_strings()
    {
        var random = new Random();
        string[] words = [.. Enumerable.Range(0, 30).Select(i => new string((char)('a' + (i % 26)), 1 + (i % 12)))];
        for (var i = 0; i < 300; i++)
        {
            var (one, other) = (Text(), Text());
            Assert.Equal(
                NaiveStories.Overlap(NaiveStories.Shingled(one), NaiveStories.Shingled(other)),
                Shingles.Of(one).OverlapWith(Shingles.Of(other)), 12);
        }

        string Text() => string.Join(' ', Enumerable.Range(0, random.Next(0, 60)).Select(_ => words[random.Next(random.Next(2, 30))]));
    }

    [Fact]
    public void A_word_that_is_its_own_key_has_the_hash_of_the_word()
    {
        var letters = "abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789éß’ſ".ToCharArray();
        var random = new Random(17);
        Span<byte> key = stackalloc byte[2 * sizeof(ulong)];
        for (var run = 0; run < 20_000; run++)
        {
            var some = letters.AsSpan(0, random.Next(2) == 0 ? 44 : letters.Length);
            var word = new string(random.GetItems<char>(some, random.Next(1, 17)));
            var bytes = Encoding.UTF8.GetBytes(word);
            if (bytes.Length <= key.Length)
            {
                key.Clear();
                bytes.CopyTo(key);
                var (low, high) = (BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));
                Assert.True(FoldedWords.HashOfKey(bytes, low, high) == Hash(word, " and what follows"), word);
            }
        }
    }

    [Fact]
    public void A_word_has_one_hash_however_it_is_read()
    {
        foreach (var word in (string[])
            ["a", "Ferry", "EIGHTEEN", "seventeen", "internationalisation", "o'clock", "3.14", "naïve", "ﬁnance", "x",
            "eightten", "sixteenlettersok", "seventeenletterss", "thirtythreeletterswithnothingelse", "naïvetésofsomelength"])
        {
            var upper = word.ToUpperInvariant();
            Assert.Equal(Hash(word, ""), Hash(word, " and more behind it"));
            Assert.Equal(Hash(word, " and more behind it"), Hash(upper, ""));
            var behind = Encoding.UTF8.GetBytes($"something in front {word} and behind");
            Assert.Equal(Hash(word, ""), FoldedWords.Hash(behind, new(19, Encoding.UTF8.GetByteCount(word))));
        }

        Assert.Equal(Hash("finance", ""), Hash("ﬁnance", ""));
        Assert.NotEqual(Hash("Ünder", ""), Hash("Onder", ""));

        // Signatures stand in indexes: what a word's hash is must never change.
        Assert.Equal(0x1833_DA04_DA88_B8D2UL, Hash("ferry", ""));
        Assert.Equal([0x46B8_6476_964D_864CUL], Shingles.Of("Ferry runs aground").Sorted.ToArray());
    }

    [Fact]
    public void A_signature_is_that_of_the_text_however_its_words_come()
    {
        var text = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"word{i * 7 % 113}"));
        var signature = NaiveStories.Signed(text);
        Assert.Equal(signature, InParts(text, 1));
        Assert.Equal(signature, InParts(text, 100));
        Assert.Equal(signature.AsSpan(8).ToArray(), BodySignature.Of(Shingles.Of(text)).AsSpan(8).ToArray());
        Assert.Equal(ulong.MaxValue, BodySignature.Common(signature, BodySignature.Of(Shingles.Of(text))));
        Assert.NotEqual(0UL, BodySignature.Fingerprint(signature));
        Assert.All(NaiveStories.Signed("… —"), b => Assert.Equal(0, b));
        Assert.NotEqual(NaiveStories.Signed("one"), NaiveStories.Signed("two"));
    }

    // By hashes, so many at once, as the index path makes it.
    private static byte[] InParts(string text, int atOnce)
    {
        var (signature, made) = (new byte[BodySignature.Bytes], new BodySignature());
        var hashes = text.Split(' ').Select(w => Hash(w, string.Empty)).ToArray();
        foreach (var part in hashes.Chunk(atOnce))
        {
            made.Add(part);
        }

        made.Finish(signature);
        return signature;
    }

    [Fact]
    public void A_sketch_tells_how_much_of_two_texts_is_the_same()
    {
        var random = new Random(4);
        var off = 0.0;
        for (var i = 0; i < 50; i++)
        {
            var words = Enumerable.Range(0, 300).Select(_ => $"w{random.Next(5_000)}").ToArray();
            var kept = words.Take(300 - (i * 5)).Concat(Enumerable.Range(0, i * 5).Select(_ => $"v{random.Next(5_000)}"));
            var (one, other) = (string.Join(' ', words), string.Join(' ', kept));
            var overlap = Shingles.Of(one).OverlapWith(Shingles.Of(other));
            var common = ulong.PopCount(BodySignature.Common(NaiveStories.Signed(one), NaiveStories.Signed(other)));
            off += (common / 64.0) - (overlap / (2 - overlap));
        }

        Assert.InRange(off / 50, -0.03, 0.03);
    }

    private static ulong Hash(string word, string rest) =>
        FoldedWords.Hash(Encoding.UTF8.GetBytes(word + rest), new(0, Encoding.UTF8.GetByteCount(word)));
}
