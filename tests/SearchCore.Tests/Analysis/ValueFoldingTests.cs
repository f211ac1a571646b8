using System.Text;

using SearchCore.Analysis;

namespace SearchCore.Tests.Analysis;

/// <summary>Values of ASCII characters are folded by a way of their own, to the same as by the one for all.</summary>
public sealed class ValueFoldingTests
{
    // Longer than what the short way takes.
    private static readonly string Long = new('x', 300);

    [Fact]
    public void Values_of_ascii_fold_as_all_others()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var room = new char[256];
        for (var run = 0; run < 20_000; run++)
        {
            var value = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(4) switch
            {
                0 => " ",
                1 => "'",
                _ => $"{(char)random.Next(0x80)}",
            }));
            var right = TextFolding.FoldValue($"{Long}-{value}")[(Long.Length + 1)..].TrimStart(' ');
            var isFolded = TextFolding.TryFoldAscii(value.AsSpan(), room, out var length);
            Assert.True(isFolded == (right.Length > 0), $"seed {seed}, run {run}");
            Assert.True(!isFolded || right == new string(room, 0, length), $"seed {seed}, run {run}");
            Assert.True(!isFolded || right == TextFolding.FoldValue(value), $"seed {seed}, run {run}");
            Assert.Equal(isFolded, TextFolding.TryFoldAscii<byte>(Encoding.UTF8.GetBytes(value), room, out var ofBytes));
            Assert.Equal(length, ofBytes);
        }
    }

    [Theory]
    [InlineData("Vladimir\t Putin ", "vladimir putin")]
    [InlineData("O'Neill", "oneill")]
    [InlineData("''", "''")]
    [InlineData(" Île  de France", "ile de france")]
    public void Values_are_folded_for_comparison(string value, string right) => Assert.Equal(right, TextFolding.FoldValue(value));

    [Fact]
    public void What_is_not_ascii_or_too_long_is_left_to_the_other_way()
    {
        Assert.False(TextFolding.TryFoldAscii("é".AsSpan(), new char[8], out _));
        Assert.False(TextFolding.TryFoldAscii("too long".AsSpan(), new char[7], out _));
        Assert.False(TextFolding.TryFoldAscii("' '".AsSpan(), new char[8], out var length));
        Assert.Equal(0, length);
    }
}
