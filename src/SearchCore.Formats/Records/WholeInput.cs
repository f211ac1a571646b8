using SearchCore.Articles;
using SearchCore.Articles.Reading;

namespace SearchCore.Formats.Records;

/// <summary>An input that is one record.</summary>
internal static class WholeInput
{
    private const int Piece = 64 * 1024;

    /// <summary>The record; one that is rejected where the input is longer than a record may be, which is not held then.</summary>
    /// <param name="bytes">The input.</param>
    /// <param name="most">The longest record, in bytes.</param>
    /// <param name="what">What it is called in messages: <c>page</c>.</param>
    /// <param name="name">The input's name.</param>
    /// <param name="record">Makes the record of all its bytes.</param>
    public static RawRecord Read(ByteInput bytes, int most, string what, string name, Func<byte[], RawRecord> record)
    {
        var (whole, piece) = (new MemoryStream(), new byte[Piece]);
        for (int read; (read = bytes.Read(piece)) > 0;)
        {
            whole.Write(piece, 0, read);
            if (whole.Length > most)
            {
                return RawRecord.Of(
                    ParsedRecord.Rejected(RejectCodes.TooLong, $"the {what} has more than {most:N0} bytes", name), 0, 1, whole.Length);
            }
        }

        return record(whole.ToArray());
    }
}
