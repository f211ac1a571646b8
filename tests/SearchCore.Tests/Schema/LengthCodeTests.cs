using SearchCore.Schema;

namespace SearchCore.Tests.Schema;

public class LengthCodeTests
{
    // Of Lucene 7's SmallFloat.intToByte4.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(23, 23)]
    [InlineData(24, 24)]
    [InlineData(39, 39)]
    [InlineData(40, 40)]
    [InlineData(41, 40)]
    [InlineData(42, 41)]
    [InlineData(100, 57)]
    [InlineData(1_000, 87)]
    [InlineData(int.MaxValue, 255)]
    public void A_length_has_the_code_that_Lucene_7_gives_it(int words, int code) => Assert.Equal(code, LengthCode.Of(words));

    [Fact]
    public void Codes_rise_with_lengths_are_exact_up_to_39_and_within_an_eighth_beyond()
    {
        var last = 0;
        for (var words = 0; words < 3_000_000; words += 1 + (words / 500))
        {
            var code = LengthCode.Of(words);
            Assert.True(code >= last);
            last = code;
            var length = LengthCode.Length(code);
            if (words < 40)
            {
                Assert.Equal(words, length);
            }
            else
            {
                Assert.InRange(length, words * (1 - (1 / 8.0)), words * (1 + (1 / 8.0)));
            }
        }
    }
}
