import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.RDFDataMgr;

/** AskAll DATA FOLDER: answer every FOLDER/*.rq over all graphs of DATA together, into FOLDER/*.json (SPARQL's JSON). */
public class AskAll {
  public static void main(String[] arguments) throws Exception {
    Dataset data = RDFDataMgr.loadDataset(arguments[0]);
    Model whole = ModelFactory.createUnion(data.getDefaultModel(), data.getUnionModel());
    try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".rq")).sorted().toList()) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (QueryExecution asked = QueryExecutionFactory.create(Files.readString(file), whole)) {
          ResultSetFormatter.outputAsJSON(answer, asked.execSelect());
        }
        Files.write(Path.of(file.toString().replaceAll("rq$", "json")), answer.toByteArray());
      }
    }
  }
}
