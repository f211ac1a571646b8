using System.Globalization;
using System.Text;

using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace SearchCore.Formats.Parquet;

/// <summary>The values of a column as text, row by row.</summary>
internal static class ParquetColumn
{
    private static readonly HashSet<Type> Types =
    [
        typeof(string), typeof(ReadOnlyMemory<char>), typeof(byte[]), typeof(ReadOnlyMemory<byte>), typeof(bool), typeof(int), typeof(long),
        typeof(short), typeof(sbyte), typeof(byte), typeof(ushort), typeof(uint), typeof(ulong), typeof(float), typeof(double),
        typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateOnly), typeof(TimeSpan), typeof(TimeOnly),
    ];

    /// <summary>Whether there is text for a column's values.</summary>
    public static bool IsRead(DataField field) => Types.Contains(field.ClrType);

    /// <summary>Reads a column of a group of rows.</summary>
    /// <returns>For each row its values; null for none.</returns>
    public static IReadOnlyList<string>?[] Read(ParquetRowGroupReader rows, DataField field, int count)
    {
        if (field.MaxRepetitionLevel == 0)
        {
            return [.. Texts(rows, field, count).Select(t => t is null ? null : new[] { t })];
        }

        using var data = Wait(rows.ReadRawColumnDataBaseAsync(field));
        return data switch
        {
            RawColumnData<ReadOnlyMemory<char>> d => Lists(d, field, count, v => v.ToString()),
            RawColumnData<ReadOnlyMemory<byte>> d => Lists(d, field, count, v => Encoding.UTF8.GetString(v.Span)),
            RawColumnData<int> d => Lists(d, field, count, Plain),
            RawColumnData<long> d => Lists(d, field, count, Plain),
            RawColumnData<float> d => Lists(d, field, count, Plain),
            RawColumnData<double> d => Lists(d, field, count, Plain),
            RawColumnData<decimal> d => Lists(d, field, count, Plain),
            RawColumnData<bool> d => Lists(d, field, count, v => v ? "true" : "false"),
            RawColumnData<DateTime> d => Lists(d, field, count, v => Moment(v, field)),
            _ => new IReadOnlyList<string>?[count],
        };
    }

    // Repetition says where a row begins (0), definition which values there are.
    private static List<string>?[] Lists<T>(RawColumnData<T> data, DataField field, int count, Func<T, string> text)
        where T : struct
    {
        var (lists, row, next) = (new List<string>?[count], -1, 0);
        var values = data.Values;
        var definitions = data.DefinitionLevels;
        var repetitions = data.RepetitionLevels;
        for (var i = 0; i < repetitions.Length && next <= values.Length; i++)
        {
            row += repetitions[i] == 0 ? 1 : 0;
            if (row >= count)
            {
                break;
            }

            var isThere = definitions.IsEmpty || (i < definitions.Length && definitions[i] == field.MaxDefinitionLevel);
            if (isThere && next < values.Length && text(values[next++]) is var value && row >= 0)
            {
                (lists[row] ??= []).Add(value);
            }
        }

        return lists;
    }

    private static string?[] Texts(ParquetRowGroupReader rows, DataField field, int count)
    {
        var type = field.ClrType;
        if (type == typeof(string) || type == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[count];
            Wait(rows.ReadAsync(field, texts.AsMemory()));
            return texts;
        }

        if (type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>))
        {
            var bytes = new byte[]?[count];
            Wait(rows.ReadAsync(field, bytes.AsMemory()));
            return [.. bytes.Select(b => b is null ? null : Encoding.UTF8.GetString(b))];
        }

        return type == typeof(bool) ? Values<bool>(v => v ? "true" : "false")
            : type == typeof(int) ? Values<int>(Plain)
            : type == typeof(long) ? Values<long>(Plain)
            : type == typeof(short) ? Values<short>(Plain)
            : type == typeof(sbyte) ? Values<sbyte>(Plain)
            : type == typeof(byte) ? Values<byte>(Plain)
            : type == typeof(ushort) ? Values<ushort>(Plain)
            : type == typeof(uint) ? Values<uint>(Plain)
            : type == typeof(ulong) ? Values<ulong>(Plain)
            : type == typeof(float) ? Values<float>(Plain)
            : type == typeof(double) ? Values<double>(Plain)
            : type == typeof(decimal) ? Values<decimal>(Plain)
            : type == typeof(Guid) ? Values<Guid>(v => v.ToString())
            : type == typeof(DateTime) ? Values<DateTime>(v => Moment(v, field))
            : type == typeof(DateOnly) ? Values<DateOnly>(v => v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : type == typeof(TimeSpan) ? Values<TimeSpan>(v => v.ToString("c", CultureInfo.InvariantCulture))
            : type == typeof(TimeOnly) ? Values<TimeOnly>(v => v.ToString("HH:mm:ss", CultureInfo.InvariantCulture))
            : new string?[count];

        string?[] Values<T>(Func<T, string> text)
            where T : struct
        {
            if (field.MaxDefinitionLevel == 0)
            {
                var all = new T[count];
                Wait(rows.ReadAsync<T>(field, all.AsMemory()));
                return [.. all.Select(text)];
            }

            var some = new T?[count];
            Wait(rows.ReadAsync<T>(field, some.AsMemory()));
            return [.. some.Select(v => v is { } value ? text(value) : null)];
        }
    }

    private static string Plain<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    // Without a zone it is local, as everywhere; a day alone has no time.
    private static string Moment(DateTime value, DataField field) =>
        field is DateTimeDataField { DateTimeFormat: DateTimeFormat.Date } ? value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : value.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            + (field is DateTimeDataField { IsAdjustedToUTC: true } ? "Z" : string.Empty);

    private static void Wait(ValueTask task)
    {
        try
        {
            task.AsTask().GetAwaiter().GetResult();
        }
        catch (OutOfMemoryException e)
        {
            throw TooLarge(e);
        }
    }

    private static T Wait<T>(ValueTask<T> task)
    {
        try
        {
            return task.AsTask().GetAwaiter().GetResult();
        }
        catch (OutOfMemoryException e)
        {
            throw TooLarge(e);
        }
    }

    // What a damaged page says of its size.
    private static InvalidDataException TooLarge(Exception e) => new("a page of it asks for more memory than there is", e);
}
