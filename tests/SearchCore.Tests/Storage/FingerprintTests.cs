using System.Globalization;
using System.Text;

using SearchCore.Articles.Checksums;

namespace SearchCore.Tests.Storage;

public sealed class FingerprintTests
{
    // The test vectors of the FNV project.
    [Theory]
    [InlineData("", "6c62272e07bb014262b821756295c58d")]
    [InlineData("a", "d228cb696f1a8caf78912b704e4a8964")]
    [InlineData("foobar", "343e1662793c64bf6f0d3597ba446f18")]
    public void Fingerprints_are_those_of_FNV_1a(string text, string expected)
    {
        Assert.Equal(expected, Fingerprint.Of(text).ToString("x32", CultureInfo.InvariantCulture));
        Assert.Equal(expected, Fingerprint.DigitsOf(text));
        Assert.Equal(Fingerprint.Fold(Fingerprint.Of(text)), Fingerprint.ShortOf(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("port strike")]
    [InlineData("fünf 𝔉ünf and half a \ud835")]
    [InlineData("\udd09")]
    public void Those_of_texts_in_parts_are_those_of_the_whole(string text)
    {
        // Parts of a few characters each, some of which end within one that takes two.
        var parts = new StringBuilder(1);
        foreach (var unit in string.Concat(Enumerable.Repeat(text, 50)))
        {
            parts.Append(unit);
        }

        Assert.Equal(Fingerprint.ShortOf(parts.ToString()), Fingerprint.ShortOf(parts));
    }
}
